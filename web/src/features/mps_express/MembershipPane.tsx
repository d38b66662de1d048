import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { PackagePlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { keepChosen } from './chosen.ts'
import { DecidedBy, MembershipState } from './MembershipState.tsx'
import styles from './mpsExpress.module.css'
import { membershipsOfQuery } from './mpsExpressApi.ts'

/** Whether a printer is in MPS Express, who added it when, and what the operator said: on the printer's page. */
export default function MembershipPane({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const organizationId = useOrganizationId()
  const mayAdd = useAllowed('enrollInMpsExpress')
  const offered = useOrganization()?.tier === 'child' && mayAdd && printer.managed === 'none'
  const memberships = useQuery(membershipsOfQuery(organizationId, printer.id))
  if (memberships.isPending) return <Lines count={2} />
  if (memberships.isError) return <Problem error={memberships.error} onRetry={() => void memberships.refetch()} />
  const { items, next_cursor } = memberships.data
  const more = Boolean(next_cursor)
  return (
    <>
      {items.length === 0 ? (
        <p className="muted">{t('mps_express.pane.none')}</p>
      ) : (
        <ol className={styles.history}>
          {items.map((membership) => (
            <li key={membership.id}>
              <MembershipState state={membership.state} />
              {membership.reason !== '' && <p className="break">{membership.reason}</p>}
              <p className="muted small">
                {t('mps_express.pane.requested', { date: format.dateTime(membership.requested_at) })}{' '}
                <Breakable text={membership.requested_by} />
                {membership.decided_at && (
                  <>
                    {' · '}
                    {t('mps_express.pane.decided', { date: format.dateTime(membership.decided_at) })}{' '}
                    <DecidedBy membership={membership} />
                  </>
                )}
              </p>
            </li>
          ))}
        </ol>
      )}
      {(offered || more) && (
        <div className={styles.under}>
          {offered && (
            <Button
              variant="outlined"
              startIcon={<PackagePlus size={16} />}
              onClick={() => {
                keepChosen(printer.organization_id, [printer.id])
                void navigate({ to: '/mps-express/add', search: {} })
              }}
            >
              {t('mps_express.add.title')}
            </Button>
          )}
          {more && (
            <Link to="/mps-express" search={{ printer_id: printer.id }}>
              {t('mps_express.pane.all')}
            </Link>
          )}
        </div>
      )}
    </>
  )
}
