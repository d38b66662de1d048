import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, ClipboardCheck, FileUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import type { SupplyOrder } from '../../api/types.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { CopyCell } from '../../ui/copy/CopyText.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { nothingSelected } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { useSelection } from '../../ui/table/useSelection.ts'
import { contactName } from '../contacts/contactsApi.ts'
import { moreOrderColumns } from './orderColumns.tsx'
import { byPart, pieces, printersOf } from './orderLines.ts'
import styles from './orders.module.css'
import { confirmOrders, countsQuery, queueExport, queueQuery } from './ordersApi.ts'
import { openStates, queueList } from './ordersSearch.ts'
import { OrderState } from './OrderState.tsx'
import { Sections } from './Sections.tsx'
import { filterValue, noOrderFilter, useOrderFilters } from './useOrderFilters.ts'

/** What the warehouse has to do, the most urgent first (ORD-3). */
export function QueuePage() {
  const { t } = useTranslation()
  const format = useFormat()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const several = useOrganization()?.tier !== 'child'
  const problemText = useProblemText()
  const mayConfirm = useAllowed('confirmSupplyOrders')
  const list = useListState(queueList)
  const { search } = list
  const orders = useListQuery(list, queueQuery(organizationId, search))
  const counts = useQuery(countsQuery(organizationId))
  const { filters, values, filtered } = useOrderFilters(organizationId, search)
  const [selection, setSelection] = useSelection(organizationId + JSON.stringify(queueList.filters(search)))
  const [busy, setBusy] = useState(false)
  const chosen = (orders.data?.items ?? []).filter(
    ({ id, state }) => state === 'submitted' && (selection.all || selection.ids.has(id)),
  )
  const confirm = async () => {
    setBusy(true)
    try {
      const { items } = await confirmOrders(
        organizationId,
        chosen.map(({ id, version }) => ({ id, version })),
        newIdempotencyKey(),
      )
      const refused = items.filter(({ code }) => code !== '')
      toast(t('orders.queue.confirmed', { count: items.length - refused.length }))
      for (const { number, title } of refused) toast(t('orders.queue.refused', { number, title }), { tone: 'problem' })
      setSelection(nothingSelected)
    } catch (error) {
      const { title, detail } = problemText(error)
      toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
    } finally {
      setBusy(false)
      await queryClient.invalidateQueries({ queryKey: ['supply-orders'] })
    }
  }
  const columns = useMemo(
    (): Array<Column<SupplyOrder>> => [
      {
        id: 'number',
        header: t('orders.column.number'),
        width: 140,
        sort: 'number',
        cell: (order) => (
          <CopyCell text={order.number}>
            <Link to="/supply-orders/$orderId" params={{ orderId: order.id }}>
              {order.number}
            </Link>
          </CopyCell>
        ),
      },
      {
        id: 'state',
        sort: 'state',
        header: t('orders.column.state'),
        width: 150,
        phoneLine: true,
        cell: (order) => (
          <>
            <OrderState state={order.state} />
            {order.packed_at && (
              <div className="small muted">
                {t('orders.event.packed')} · <Age at={order.packed_at} />
              </div>
            )}
          </>
        ),
      },
      {
        id: 'due_on',
        header: t('orders.column.due'),
        width: 120,
        sort: 'due_on',
        cell: (order) => format.day(order.due_on),
      },
      {
        id: 'items',
        header: t('orders.column.items'),
        width: 220,
        cell: (order) => (
          <span
            title={byPart(order.lines)
              .map((part) => t('orders.line_words', { quantity: format.number(part.quantity), name: part.name }))
              .join(', ')}
          >
            {t('orders.content', {
              items: format.number(pieces(order)),
              count: pieces(order),
              printers: printersOf(order),
            })}
          </span>
        ),
      },
      ...(several
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('orders.column.organization'),
              width: 180,
              cell: (order: SupplyOrder) => order.organization_name,
            },
          ]
        : []),
      { id: 'site', sort: 'site_name', header: t('orders.column.site'), width: 150, cell: (order) => order.site_name },
      {
        id: 'contact',
        sort: 'contact_name',
        header: t('orders.column.contact'),
        width: 170,
        phoneHidden: true,
        cell: (order) => contactName(order.contact),
      },
      ...moreOrderColumns(t, format).map((column) =>
        column.id === 'assignee' ? { ...column, hidden: false } : column,
      ),
      {
        id: 'ordered_at',
        header: t('orders.column.ordered'),
        width: 130,
        sort: 'ordered_at',
        phoneHidden: true,
        cell: (order) => <Age at={order.ordered_at} />,
      },
    ],
    [t, format, several],
  )
  return (
    <>
      <PageHead title={t('orders.queue.title')} context={t('orders.queue.context')}>
        <ExportButtons url={queueExport(organizationId, search)}>{t('orders.export')}</ExportButtons>
        {mayConfirm && (
          <LinkButton variant="outlined" startIcon={<FileUp size={16} />} to="/supply-orders/import">
            {t('orders.import.title')}
          </LinkButton>
        )}
      </PageHead>
      <Sections />
      <dl className={styles.counts} aria-label={t('orders.queue.counts')}>
        {openStates.map((state) => (
          <div key={state}>
            <dt>
              <Link to="/supply-orders/queue" search={{ state: [state] }}>
                {t(`orders.state.${state}`)}
              </Link>
            </dt>
            <dd>{format.number(Number(counts.data?.states.find((each) => each.state === state)?.count ?? 0))}</dd>
          </div>
        ))}
      </dl>
      <ListTable
        file="page"
        id="supply-orders-queue"
        label={t('orders.queue.title')}
        columns={columns}
        rowId={(order) => order.id}
        rowName={(order) => order.number}
        list={list}
        query={orders}
        defaultSort="due_on"
        {...(mayConfirm ? { selection, onSelection: setSelection } : {})}
        actions={
          chosen.length > 0 ? (
            <BusyButton variant="outlined" startIcon={<Check size={16} />} busy={busy} onClick={() => void confirm()}>
              {t('orders.queue.confirm', { count: chosen.length })}
            </BusyButton>
          ) : (
            <span className="muted small">{t('orders.queue.none_to_confirm')}</span>
          )
        }
        toolbar={
          <ListToolbar
            searchLabel={t('orders.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={filters}
            values={values}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) => list.set(filterValue(id, value))}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set(noOrderFilter)} />
          ) : (
            <Empty icon={<ClipboardCheck size={22} />} title={t('orders.queue.empty')}>
              {t('orders.queue.empty_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
