import { useQuery } from '@tanstack/react-query'
import { Stethoscope } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { silenceQuery } from './reachabilityApi.ts'

/** Whether a printer reports, and if not, why as far as it is known (AGT-11): on its page. */
export default function ConnectionPane({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const mayTest = useAllowed('checkAddress')
  const silence = useQuery(silenceQuery(useOrganizationId(), printer.id))
  if (silence.isPending) return <Lines count={2} />
  if (silence.isError) return <Problem error={silence.error} onRetry={() => void silence.refetch()} />
  const { data } = silence
  return (
    <>
      {data.cause ? (
        <>
          <p>
            <StatusWord tone={data.cause === 'usually_off' ? 'neutral' : 'warning'}>
              {t(`reachability.cause.${data.cause}`)}
            </StatusWord>
          </p>
          <p>{t(`reachability.hint.${data.cause}`)}</p>
          {data.seen !== '' && (
            <p>
              {t('reachability.seen')} <Breakable text={data.seen} />
            </p>
          )}
          {data.detail !== '' && (
            <p className="muted small">
              {t('reachability.agent_saw')} <Breakable text={data.detail} />
            </p>
          )}
          {data.failing_since && (
            <p className="muted small">
              {t('reachability.failing_since')} <Age at={data.failing_since} />, {t('reachability.checked_at')}{' '}
              <Age at={data.checked_at} />
            </p>
          )}
          <p className="muted small">{t('reachability.spare')}</p>
        </>
      ) : (
        <p>
          <StatusWord tone="ok">{t('reachability.reports')}</StatusWord>
        </p>
      )}
      {mayTest && printer.agent_id && printer.address && (
        <LinkButton
          variant="outlined"
          startIcon={<Stethoscope size={16} />}
          to="/agents/$agentId/device"
          params={{ agentId: printer.agent_id }}
          search={{ address: printer.address }}
        >
          {t('reachability.test_this')}
        </LinkButton>
      )}
    </>
  )
}
