import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { BellOff, CirclePause, CirclePlay, UserRoundMinus, UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { ReleaseDialog, WithdrawDialog } from './ConfirmDialogs.tsx'
import { EnrollDialog } from './EnrollDialog.tsx'
import { EnrollmentState } from './EnrollmentState.tsx'
import styles from './enrollment.module.css'
import { enrollmentQuery } from './enrollmentApi.ts'
import { ServiceDesk } from './ServiceDesk.tsx'
import { HoldDialog, SilenceDialog } from './TextDialogs.tsx'

/** Whether a printer takes part in automatic supplies replenishment, and whether its supplies are on hold: on its page. */
export default function EnrollmentPane({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const mayHold = useAllowed('holdSupplies')
  const mayRelease = useAllowed('releaseSupplies')
  const maySilence = useAllowed('setExpectedSilence')
  const mayWithdraw = useAllowed('withdrawPrinters')
  const enrollment = useQuery(enrollmentQuery(organizationId, printer.id))
  const [doing, setDoing] = useState<'enroll' | 'withdraw' | 'hold' | 'release' | 'silence' | null>(null)
  if (enrollment.isPending) return <Lines count={3} />
  if (enrollment.isError) return <Problem error={enrollment.error} onRetry={() => void enrollment.refetch()} />
  const { data } = enrollment
  const close = () => setDoing(null)
  const ids = [printer.id]
  const nothing = () => undefined
  return (
    <>
      <div>
        <EnrollmentState of={data} />
      </div>
      {data.enrolled_at && (
        <p className="muted small">
          {t('enrollment.since', { date: format.dateTime(data.enrolled_at) })} <Breakable text={data.enrolled_by} />
        </p>
      )}
      {data.held_at && (
        <>
          <p>
            <StatusWord tone="warning">{t('enrollment.on_hold')}</StatusWord>
          </p>
          <p className="break">{data.hold_reason}</p>
          <p className="muted small">
            {t('enrollment.since', { date: format.dateTime(data.held_at) })} <Breakable text={data.held_by} />
          </p>
        </>
      )}
      {data.silence_expected && (
        <p>
          {t('enrollment.silence_expected')} {data.silence_reason}
        </p>
      )}
      {data.customer === 'mps' && !data.may_change && (
        <ServiceDesk phone={data.service_desk_phone} email={data.service_desk_email} />
      )}
      <div className={styles.actions}>
        {data.may_change && !data.enrolled_at && (
          <Button variant="outlined" startIcon={<UserRoundPlus size={16} />} onClick={() => setDoing('enroll')}>
            {t('enrollment.enroll')}
          </Button>
        )}
        {data.may_change && mayWithdraw && data.enrolled_at && (
          <Button variant="outlined" startIcon={<UserRoundMinus size={16} />} onClick={() => setDoing('withdraw')}>
            {t('enrollment.withdraw')}
          </Button>
        )}
        {mayHold && !data.held_at && (
          <Button variant="outlined" startIcon={<CirclePause size={16} />} onClick={() => setDoing('hold')}>
            {t('enrollment.hold')}
          </Button>
        )}
        {mayRelease && data.held_at && (
          <Button variant="outlined" startIcon={<CirclePlay size={16} />} onClick={() => setDoing('release')}>
            {t('enrollment.release')}
          </Button>
        )}
        {maySilence && (
          <Button variant="outlined" startIcon={<BellOff size={16} />} onClick={() => setDoing('silence')}>
            {t(data.silence_expected ? 'enrollment.silence_end' : 'enrollment.silence_begin')}
          </Button>
        )}
      </div>
      {doing === 'enroll' && <EnrollDialog ids={ids} onDone={nothing} onClose={close} />}
      {doing === 'withdraw' && <WithdrawDialog ids={ids} onDone={nothing} onClose={close} />}
      {doing === 'hold' && <HoldDialog ids={ids} onDone={nothing} onClose={close} />}
      {doing === 'release' && <ReleaseDialog ids={ids} onDone={nothing} onClose={close} />}
      {doing === 'silence' && (
        <SilenceDialog ids={ids} expected={data.silence_expected} onDone={nothing} onClose={close} />
      )}
    </>
  )
}
