import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, PackagePlus, Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { nothingSelected } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { useSelection } from '../../ui/table/useSelection.ts'
import { printerName, printerQuery } from '../printers/printersApi.ts'
import { ConfirmMembershipsDialog } from './ConfirmMembershipsDialog.tsx'
import { DecidedBy, MembershipState } from './MembershipState.tsx'
import { decisionsFor, membershipName } from './membershipWords.ts'
import type { Decision, Membership } from './mpsExpressApi.ts'
import { matchingMemberships, membershipsQuery, mostAtOnce } from './mpsExpressApi.ts'
import { membershipsList, membershipStates } from './mpsExpressSearch.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { Sections } from './Sections.tsx'

const icons: Record<Decision, ReactNode> = {
  confirm: <Check size={16} />,
  reject: <X size={16} />,
  remove: <Trash2 size={16} />,
}

/** Printers that were added to MPS Express, and what became of them; the operator decides (MPX-5, MPX-6). */
export function MembershipsPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const several = useOrganization()?.tier !== 'child'
  const problemText = useProblemText()
  const mayConfirm = useAllowed('confirmMpsExpressMemberships')
  const mayReject = useAllowed('rejectMpsExpressMemberships')
  const mayRemove = useAllowed('removeMpsExpressMemberships')
  const list = useListState(membershipsList)
  const { search } = list
  const memberships = useListQuery(list, membershipsQuery(organizationId, search))
  const printer = useQuery({
    ...printerQuery(organizationId, search.printer_id ?? ''),
    enabled: search.printer_id !== undefined,
  }).data?.data
  const [selection, setSelection] = useSelection(organizationId + JSON.stringify(membershipsList.filters(search)))
  const [deciding, setDeciding] = useState<{ decision: Decision; ids: string[] } | null>(null)
  // What is selected may stand on another page by now.
  const [seen, setSeen] = useState<ReadonlyMap<string, Membership>>(new Map())
  const [inSight, setInSight] = useState<Membership[]>([])
  const items = memberships.data?.items
  if (items && items !== inSight) {
    setInSight(items)
    setSeen(new Map([...seen, ...items.map((membership) => [membership.id, membership] as const)]))
  }
  const may = useMemo(
    (): Record<Decision, boolean> => ({ confirm: mayConfirm, reject: mayReject, remove: mayRemove }),
    [mayConfirm, mayReject, mayRemove],
  )
  const decides = mayConfirm || mayReject || mayRemove
  const states = new Set(
    selection.all
      ? (search.state ?? membershipStates)
      : [...selection.ids].flatMap((each) => seen.get(each)?.state ?? []),
  )
  const possible = decisionsFor(states).filter((decision) => may[decision])
  const start = (decision: Decision) =>
    void (selection.all ? matchingMemberships(organizationId, search) : Promise.resolve([...selection.ids])).then(
      (ids) => setDeciding({ decision, ids }),
      (error: unknown) => {
        const { title, detail } = problemText(error)
        toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
      },
    )
  const columns = useMemo(
    (): Array<Column<Membership>> => [
      {
        id: 'printer',
        sort: 'model',
        header: t('printers.column.printer'),
        width: 200,
        cell: (membership) => (
          <Link to="/printers/$printerId" params={{ printerId: membership.printer_id }}>
            {membershipName(membership)}
          </Link>
        ),
      },
      {
        id: 'state',
        sort: 'state',
        header: t('mps_express.column.state'),
        width: 140,
        phoneLine: true,
        cell: (membership) => <MembershipState state={membership.state} />,
      },
      ...(several
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('mps_express.column.organization'),
              width: 180,
              cell: (membership: Membership) => membership.organization_name,
            },
          ]
        : []),
      {
        id: 'requested_at',
        header: t('mps_express.column.requested_at'),
        width: 120,
        sort: 'requested_at',
        cell: (membership) => <Age at={membership.requested_at} />,
      },
      {
        id: 'requested_by',
        sort: 'requested_by',
        header: t('mps_express.column.requested_by'),
        width: 240,
        cell: (membership) => <Breakable text={membership.requested_by} />,
      },
      {
        id: 'decided_at',
        sort: 'decided_at',
        header: t('mps_express.column.decided_at'),
        width: 120,
        cell: (membership) => <Age at={membership.decided_at} />,
      },
      {
        id: 'decided_by',
        sort: 'decided_by',
        header: t('mps_express.column.decided_by'),
        width: 230,
        hidden: true,
        cell: (membership) => <DecidedBy membership={membership} />,
      },
      {
        id: 'reason',
        sort: 'reason',
        header: t('mps_express.column.reason'),
        width: 200,
        cell: (membership) => membership.reason || '–',
      },
      ...(decides
        ? [
            {
              id: 'actions',
              header: t('table.row_actions'),
              actions: true,
              width: 76,
              align: 'end' as const,
              cell: (membership: Membership) => (
                <ActionMenu
                  label={t('mps_express.actions_for', { name: membershipName(membership) })}
                  actions={decisionsFor(new Set([membership.state]))
                    .filter((decision) => may[decision])
                    .map((decision) => ({
                      id: decision,
                      label: t(`mps_express.decision.${decision}`),
                      icon: icons[decision],
                      onClick: () => setDeciding({ decision, ids: [membership.id] }),
                    }))}
                />
              ),
            },
          ]
        : []),
    ],
    [t, several, decides, may],
  )
  const filtered = search.state !== undefined || search.printer_id !== undefined
  const close = () => setDeciding(null)
  const done = () => setSelection(nothingSelected)
  return (
    <>
      <PageHead title={t('mps_express.title')} context={t('mps_express.context')} />
      <Sections />
      <ListTable
        id="mps-express"
        label={t('mps_express.section.printers')}
        columns={columns}
        rowId={(membership) => membership.id}
        rowName={membershipName}
        list={list}
        query={memberships}
        defaultSort="-requested_at"
        {...(decides ? { selection, onSelection: setSelection } : {})}
        actions={
          <>
            {possible.map((decision) => (
              <Button key={decision} variant="outlined" startIcon={icons[decision]} onClick={() => start(decision)}>
                {t(`mps_express.decision.${decision}`)}
              </Button>
            ))}
            {possible.length === 0 && (
              <span className="muted small">
                {t(mayRemove ? 'mps_express.choose_one_state' : 'mps_express.choose_pending')}
              </span>
            )}
            {selection.all && <span className="muted small">{t('printers.most_at_once', { count: mostAtOnce })}</span>}
          </>
        }
        toolbar={
          <ListToolbar
            filters={[
              {
                id: 'state',
                multiple: true,
                label: t('mps_express.column.state'),
                options: membershipStates.map((state) => ({
                  value: state,
                  label: t(`mps_express.membership.${state}`),
                })),
              },
              {
                id: 'printer_id',
                label: t('printers.column.printer'),
                options: [],
                labelOf: () => (printer ? printerName(printer) : '…'),
              },
            ]}
            values={{ state: search.state, printer_id: search.printer_id }}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set({ state: undefined, printer_id: undefined })} />
          ) : (
            <Empty
              icon={<PackagePlus size={22} />}
              title={t('mps_express.empty')}
              action={
                <LinkButton variant="contained" to="/printers">
                  {t('mps_express.to_printers')}
                </LinkButton>
              }
            >
              {t('mps_express.empty_detail')}
            </Empty>
          )
        }
      />
      {deciding?.decision === 'confirm' && (
        <ConfirmMembershipsDialog ids={deciding.ids} onDone={done} onClose={close} />
      )}
      {deciding && deciding.decision !== 'confirm' && (
        <ReasonDialog decision={deciding.decision} ids={deciding.ids} onDone={done} onClose={close} />
      )}
    </>
  )
}
