import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { printerTermsQuery } from './contractsApi.ts'
import { TermFacts } from './TermFacts.tsx'

/** Under which contract a printer is, and on which terms it is supplied: on the printer's page. */
export default function TermsPane({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const terms = useQuery(printerTermsQuery(organizationId, printer.id))
  if (terms.isPending) return <Lines count={4} />
  if (terms.isError) return <Problem error={terms.error} onRetry={() => void terms.refetch()} />
  const { data } = terms
  return (
    <div className="stack">
      {data.contract_id ? (
        <p>
          <Link to="/contracts/$contractId" params={{ contractId: data.contract_id }}>
            {data.contract_number}
          </Link>{' '}
          · {data.contract_name} · {data.customer && t(`contracts.customer.${data.customer}`)} ·{' '}
          <StatusWord tone={data.runs && data.supplies_included ? 'ok' : 'warning'}>
            {t(
              !data.runs
                ? 'contracts.not_running'
                : data.supplies_included
                  ? 'contracts.included'
                  : 'contracts.excluded',
            )}
          </StatusWord>
        </p>
      ) : (
        <p className="muted">{t('contracts.none')}</p>
      )}
      <TermFacts effective={data} />
    </div>
  )
}
