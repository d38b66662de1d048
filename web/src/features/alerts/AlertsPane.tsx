import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bell, BellOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { alertStateQuery, mutePrinter, unmutePrinter } from './alertsApi.ts'
import styles from './alerts.module.css'
import { valueWords } from './alertWords.ts'

/** Whether alert rules tell of the printer, and which of them it meets now: on its page (PRN-3). */
export default function AlertsPane({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const mayMute = useAllowed('mutePrinterAlerts')
  const state = useQuery(alertStateQuery(organizationId, printer.id))
  const turn = useMutation({
    mutationFn: async (on: boolean) => {
      if (on) await unmutePrinter(organizationId, printer.id)
      else await mutePrinter(organizationId, printer.id)
      return on
    },
    onSuccess: async (on) => {
      await queryClient.invalidateQueries({ queryKey: ['alert-rules'] })
      toast(t(on ? 'alerts.unmuted' : 'alerts.muted'), { undo: () => turn.mutate(!on) })
    },
  })
  if (state.isPending) return <Lines count={2} />
  if (state.isError) return <Problem error={state.error} onRetry={() => void state.refetch()} />
  const { muted, muted_by, muted_at, active } = state.data
  return (
    <>
      <p>
        <StatusWord tone={muted ? 'off' : 'ok'}>
          {t(muted ? 'alerts.notifications_off' : 'alerts.notifications_on')}
        </StatusWord>
      </p>
      {muted && muted_at && (
        <p className="muted small">
          <Breakable text={muted_by} /> · <Age at={muted_at} />
        </p>
      )}
      {!muted && active.length === 0 && <p className="muted">{t('alerts.none_active')}</p>}
      {active.length > 0 && (
        <ul className={styles.active}>
          {active.map((one) => (
            <li key={`${one.rule_id} ${one.supply}`}>
              <Breakable text={valueWords(t, format, one)} />
              <div className="muted small">
                <Breakable text={one.rule_name} /> · <Age at={one.since} />
              </div>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.under}>
        {mayMute && (
          <BusyButton
            variant="outlined"
            busy={turn.isPending}
            startIcon={muted ? <Bell size={16} /> : <BellOff size={16} />}
            onClick={() => turn.mutate(muted)}
          >
            {t(muted ? 'alerts.unmute' : 'alerts.mute')}
          </BusyButton>
        )}
        <Link to="/alert-log" search={{ printer_id: printer.id }}>
          {t('alerts.show_log')}
        </Link>
      </div>
      {turn.isError && <ProblemLine error={turn.error} />}
    </>
  )
}
