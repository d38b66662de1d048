import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body } from '../../api/client.ts'
import type { Get, ItemOf, QueryOf } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { CartridgesSearch, ReportSearch } from './economicsSearch.ts'
import { cartridgesList, firstOf } from './economicsSearch.ts'

export type CartridgeRecord = ItemOf<'/api/v1/cartridges'>
export type Report = Get<'/api/v1/cartridges/report'>
export type Group = Report['groups'][number]

export const cartridgesQuery = (organization_id: string, search: CartridgesSearch) =>
  queryOptions({
    queryKey: ['cartridges', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/cartridges', { params: { query: cartridgesList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
  })

/** The list's filters and order, as a file. */
export const cartridgesExport = (organization_id: string, search: CartridgesSearch): string =>
  exportUrl('/api/v1/cartridges/export', {
    organization_id,
    ...cartridgesList.filters(search),
    sort: search.sort,
  })

const reportOf = (organization_id: string, search: ReportSearch) => ({
  organization_id,
  group_by: search.group ?? 'color',
  first: firstOf(search.period ?? 'year'),
  ...(search.colorant ? { colorant: search.colorant } : {}),
})

export const reportQuery = (organization_id: string, search: ReportSearch) =>
  queryOptions({
    queryKey: ['cartridges', organization_id, 'report', search],
    queryFn: ({ signal }) => {
      const query: QueryOf<'/api/v1/cartridges/report'> = reportOf(organization_id, search)
      return body(api.GET('/api/v1/cartridges/report', { params: { query }, signal }))
    },
    placeholderData: keepPreviousData,
  })

export const reportExport = (organization_id: string, search: ReportSearch): string =>
  exportUrl('/api/v1/cartridges/report/export', reportOf(organization_id, search))
