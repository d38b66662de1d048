import { Button } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Truck } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../api/types.ts'
import { useAllowed } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { lazyPart } from '../../ui/lazy.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { contactsTexts } from '../contacts/texts.ts'
import type { ChosenPrinter } from '../printers/printersApi.ts'
import type { Chosen } from './chosen.ts'
import { eligibilityTones } from './membershipWords.ts'
import styles from './mpsExpress.module.css'
import type { EligibilityState as State, JudgedPrinter } from './mpsExpressApi.ts'
import { allPrintersIn, printersInQuery, statePage } from './mpsExpressApi.ts'

const AssignContactDialog = lazyPart(() => import('../printers/dialogs/AssignContactDialog.tsx'), Waiting, [
  contactsTexts,
])

interface Props {
  chosen: Chosen
  organization: Session['organization']
  state: State
  count: number
}

/** One state with how many printers are in it; it opens to them, and to what to do. */
export function EligibilityState({ chosen, organization, state, count }: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const line = (
    <>
      <StatusWord tone={count === 0 ? 'neutral' : eligibilityTones[state]}>
        {t(`mps_express.state.${state}`)}
      </StatusWord>
      <strong className="num">{format.number(count)}</strong>
    </>
  )
  if (count === 0) return <div className={styles.state}>{line}</div>
  return (
    <details data-state={state} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={styles.state}>{line}</summary>
      {open && (
        <div className={styles.inside}>
          <Printers chosen={chosen} state={state} count={count}>
            <Hint chosen={chosen} organization={organization} state={state} count={count} />
          </Printers>
        </div>
      )}
    </details>
  )
}

function Hint({ chosen, organization, state, count }: Props) {
  const { t } = useTranslation()
  return (
    <div className={styles.hint}>
      <p>{t(`mps_express.hint.${state}`, { count })}</p>
      {state === 'management_pending' && (
        <LinkButton variant="outlined" to="/mps-express" search={{ state: ['pending'] }}>
          {t('mps_express.hint.to_requests')}
        </LinkButton>
      )}
      {(state === 'agent_outdated' || state === 'lifetime_pages_missing') && (
        <LinkButton variant="outlined" to="/agents">
          {t('mps_express.hint.to_agents')}
        </LinkButton>
      )}
      {state === 'contact_missing' && <AssignContact chosen={chosen} organization={organization} />}
    </div>
  )
}

function AssignContact({ chosen, organization }: Pick<Props, 'chosen' | 'organization'>) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const mayAssign = useAllowed('assignPrinterContacts')
  const [assigning, setAssigning] = useState<ChosenPrinter[] | null>(null)
  const choose = useMutation({
    mutationFn: async () =>
      (await allPrintersIn(chosen, 'contact_missing')).map(({ printer_id }) => ({
        id: printer_id,
        organization_id: organization.id,
        organization_name: organization.name,
      })),
    onSuccess: setAssigning,
  })
  if (!mayAssign) return null
  return (
    <>
      <BusyButton
        variant="outlined"
        startIcon={<Truck size={16} />}
        busy={choose.isPending}
        onClick={() => choose.mutate()}
      >
        {t('printers.assign_contact')}
      </BusyButton>
      {choose.isError && <ProblemLine error={choose.error} />}
      {assigning && (
        <AssignContactDialog
          printers={assigning}
          onClose={() => setAssigning(null)}
          onAssigned={() => void queryClient.invalidateQueries({ queryKey: ['mps-express'] })}
        />
      )}
    </>
  )
}

function Printers({
  chosen,
  state,
  count,
  children,
}: Pick<Props, 'chosen' | 'state' | 'count'> & { children: ReactNode }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [trail, setTrail] = useState<string[]>([])
  const printers = useQuery(printersInQuery(chosen, state, trail.at(-1)))
  const columns = useMemo((): Array<Column<JudgedPrinter>> => {
    const pages = (value: number | null | undefined) =>
      value === null || value === undefined ? '–' : format.number(value)
    return [
      {
        id: 'serial_number',
        header: t('printers.column.serial_number'),
        width: 180,
        cell: (printer) => (
          <Link to="/printers/$printerId" params={{ printerId: printer.printer_id }} className="mono">
            <Breakable text={printer.serial_number || '–'} />
          </Link>
        ),
      },
      {
        id: 'model',
        header: t('printers.column.model'),
        width: 240,
        cell: (printer) => [printer.manufacturer, printer.model].filter(Boolean).join(' '),
      },
      ...(state === 'lifetime_pages_exceeded'
        ? [
            {
              id: 'lifetime_pages',
              header: t('mps_express.column.lifetime_pages'),
              width: 150,
              align: 'end' as const,
              cell: (printer: JudgedPrinter) => pages(printer.lifetime_pages),
            },
            {
              id: 'maximum_lifetime_pages',
              header: t('mps_express.column.maximum_lifetime_pages'),
              width: 150,
              align: 'end' as const,
              cell: (printer: JudgedPrinter) => pages(printer.maximum_lifetime_pages),
            },
          ]
        : []),
      ...(state === 'agent_outdated'
        ? [
            {
              id: 'agent_version',
              header: t('mps_express.column.agent_version'),
              width: 150,
              cell: (printer: JudgedPrinter) => printer.agent_version ?? t('mps_express.no_agent'),
            },
            {
              id: 'minimum_agent_version',
              header: t('mps_express.column.minimum_agent_version'),
              width: 150,
              cell: (printer: JudgedPrinter) => printer.minimum_agent_version,
            },
          ]
        : []),
    ]
  }, [t, format, state])
  return (
    <DataTable
      id={`mps-express.${state}`}
      label={t(`mps_express.state.${state}`)}
      columns={columns}
      rowId={(printer) => printer.printer_id}
      rowName={(printer) => printer.serial_number}
      page={printers.data && { ...printers.data, total_estimate: count, total_is_exact: true }}
      loading={printers.isPending}
      refreshing={printers.isPlaceholderData}
      error={printers.error}
      onRetry={() => void printers.refetch()}
      pageNumber={trail.length + 1}
      pageSize={statePage}
      toolbar={children}
      onNext={(cursor) => setTrail((before) => [...before, cursor])}
      onPrevious={() => setTrail((before) => before.slice(0, -1))}
      empty={
        // Somebody took them out of this state meanwhile.
        <Button onClick={() => setTrail([])}>{t('mps_express.first_page')}</Button>
      }
    />
  )
}
