import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { useAllowed, useSession } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import type { Filter } from '../../ui/table/ListToolbar.tsx'
import { useSiteFilter } from '../../ui/table/useSiteFilter.ts'
import { printerName, printerQuery } from '../printers/printersApi.ts'
import { carriersQuery, handlersQuery } from './ordersApi.ts'
import type { OrdersSearch } from './ordersSearch.ts'
import { dayFromNow, orderSources, orderStates } from './ordersSearch.ts'

/** Nothing chosen: what a list shows without search and filters. */
export const noOrderFilter = {
  search: undefined,
  state: undefined,
  source: undefined,
  printer_id: undefined,
  site_id: undefined,
  item_id: undefined,
  carrier: undefined,
  since: undefined,
  until: undefined,
  due_until: undefined,
  assignee: undefined,
  unassigned: undefined,
}

/** The filters that all lists of orders have, and what they are set to (ORD-1, ORD-3). */
export function useOrderFilters(
  organizationId: string,
  search: OrdersSearch,
): { filters: Filter[]; values: Record<string, string | readonly string[] | undefined>; filtered: boolean } {
  const { t } = useTranslation()
  const format = useFormat()
  const carriers = useQuery(carriersQuery(organizationId))
  const handles = useAllowed('listSupplyOrderHandlers')
  const { email } = useSession().user
  const handlers = useQuery({ ...handlersQuery(organizationId), enabled: handles })
  const printer = useQuery({
    ...printerQuery(organizationId, search.printer_id ?? ''),
    enabled: search.printer_id !== undefined,
  })
  const site = useSiteFilter(organizationId, search.site_id, t('orders.column.site'))
  const filters: Filter[] = [
    {
      id: 'state',
      multiple: true,
      label: t('orders.column.state'),
      options: orderStates.map((state) => ({ value: state, label: t(`orders.state.${state}`) })),
    },
    {
      id: 'source',
      multiple: true,
      label: t('orders.column.source'),
      options: orderSources.map((source) => ({ value: source, label: t(`orders.source.${source}`) })),
    },
    site,
    {
      id: 'item_id',
      label: t('orders.column.item'),
      of: organizationId,
      load: async (typed) =>
        (
          await body(
            api.GET('/api/v1/catalog-items', {
              params: { query: { organization_id: organizationId, limit: 20, search: typed || undefined } },
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
      id: 'since',
      label: t('orders.filter.since'),
      options: [7, 30, 90, 365].map((count) => ({
        value: dayFromNow(-count),
        label: t('orders.filter.last_days', { count }),
      })),
      labelOf: format.day,
    },
    {
      id: 'until',
      label: t('orders.filter.until'),
      options: [7, 30, 90, 365].map((count) => ({
        value: dayFromNow(-count),
        label: t('orders.filter.days_ago', { count }),
      })),
      labelOf: format.day,
    },
    {
      id: 'due_until',
      label: t('orders.queue.due_until'),
      options: [0, 2, 7].map((days) => ({ value: dayFromNow(days), label: format.day(dayFromNow(days)) })),
      labelOf: format.day,
    },
    ...(handles
      ? [
          {
            id: 'assignee',
            label: t('orders.column.assignee'),
            options: [
              { value: email, label: t('orders.filter.mine') },
              ...(handlers.data?.items ?? [])
                .filter((one) => one.email !== email)
                .map((one) => ({ value: one.email, label: one.name || one.email })),
            ],
          },
          {
            id: 'unassigned',
            label: t('orders.filter.unassigned'),
            options: [{ value: 'true', label: t('orders.filter.yes') }],
          },
        ]
      : []),
    ...(search.printer_id
      ? [
          {
            id: 'printer_id',
            label: t('printers.column.printer'),
            options: [],
            labelOf: () => (printer.data ? printerName(printer.data.data) : '…'),
          },
        ]
      : []),
  ]
  const values = {
    state: search.state,
    source: search.source,
    site_id: search.site_id,
    item_id: search.item_id,
    carrier: search.carrier,
    since: search.since,
    until: search.until,
    due_until: search.due_until,
    printer_id: search.printer_id,
    assignee: search.assignee,
    unassigned: search.unassigned ? 'true' : undefined,
  }
  const filtered = search.search !== undefined || Object.values(values).some((value) => value !== undefined)
  return { filters, values, filtered }
}

/** The value of a filter as the URL keeps it. */
export const filterValue = (id: string, value: string | undefined): Record<string, unknown> => ({
  [id]: id === 'unassigned' ? (value === 'true' ? true : undefined) : value,
})

/** Whether something is looked for that may be of any time: the choice of recent orders (PRT-2) does not count then. */
export const searchesAll = (search: OrdersSearch): boolean =>
  (['search', 'printer_id', 'item_id', 'since', 'until', 'due_until', 'assignee', 'unassigned'] as const).some(
    (each) => search[each] !== undefined,
  )
