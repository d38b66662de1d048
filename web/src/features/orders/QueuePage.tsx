import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, ClipboardCheck, FileUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import type { SupplyOrder } from '../../api/types.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
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
import { byPart, pieces, printersOf } from './orderLines.ts'
import styles from './orders.module.css'
import { carriersQuery, confirmOrders, countsQuery, queueQuery } from './ordersApi.ts'
import { openStates, orderStates, queueList } from './ordersSearch.ts'
import { OrderState } from './OrderState.tsx'
import { Sections } from './Sections.tsx'

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
  const carriers = useQuery(carriersQuery(organizationId))
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
        cell: (order) => (
          <Link to="/supply-orders/$orderId" params={{ orderId: order.id }}>
            {order.number}
          </Link>
        ),
      },
      {
        id: 'state',
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
              header: t('orders.column.organization'),
              width: 180,
              cell: (order: SupplyOrder) => order.organization_name,
            },
          ]
        : []),
      { id: 'site', header: t('orders.column.site'), width: 150, cell: (order) => order.site_name },
      {
        id: 'contact',
        header: t('orders.column.contact'),
        width: 170,
        phoneHidden: true,
        cell: (order) => contactName(order.contact),
      },
      {
        id: 'source',
        header: t('orders.column.source'),
        width: 150,
        phoneHidden: true,
        cell: (order) => t(`orders.source.${order.source}`),
      },
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
  const values = {
    state: search.state,
    site_id: search.site_id,
    item_id: search.item_id,
    carrier: search.carrier,
    due_until: search.due_until,
  }
  const filtered = Boolean(search.search) || Object.values(values).some((value) => value !== undefined)
  return (
    <>
      <PageHead title={t('orders.queue.title')} context={t('orders.queue.context')}>
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
              <Link to="/supply-orders/queue" search={{ state }}>
                {t(`orders.state.${state}`)}
              </Link>
            </dt>
            <dd>{format.number(Number(counts.data?.states.find((each) => each.state === state)?.count ?? 0))}</dd>
          </div>
        ))}
      </dl>
      <ListTable
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
            filters={[
              {
                id: 'state',
                label: t('orders.column.state'),
                options: orderStates.map((state) => ({ value: state, label: t(`orders.state.${state}`) })),
              },
              {
                id: 'site_id',
                label: t('orders.column.site'),
                of: organizationId,
                load: async (typed) =>
                  (
                    await body(
                      api.GET('/api/v1/sites', {
                        params: {
                          query: { organization_id: organizationId, limit: 20, search: typed || undefined },
                        },
                      }),
                    )
                  ).items.map(({ id, name }) => ({ value: id, label: name })),
              },
              {
                id: 'item_id',
                label: t('orders.column.item'),
                of: organizationId,
                load: async (typed) =>
                  (
                    await body(
                      api.GET('/api/v1/catalog-items', {
                        params: {
                          query: { organization_id: organizationId, limit: 20, search: typed || undefined },
                        },
                      }),
                    )
                  ).items.map(({ id, part_number, name }) => ({ value: id, label: `${part_number} · ${name}` })),
              },
              {
                id: 'carrier',
                label: t('orders.carrier'),
                options: (carriers.data?.items ?? []).map(({ name }) => ({ value: name, label: name })),
              },
              {
                id: 'due_until',
                label: t('orders.queue.due_until'),
                options: [0, 2, 7].map((days) => ({
                  value: dayFromNow(days),
                  label: format.day(dayFromNow(days)),
                })),
                labelOf: format.day,
              },
            ]}
            values={values}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches
              onClear={() =>
                list.set({
                  search: undefined,
                  state: undefined,
                  site_id: undefined,
                  item_id: undefined,
                  carrier: undefined,
                  due_until: undefined,
                })
              }
            />
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

/** A calendar day so many days from today, in UTC as the server counts them. */
const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
