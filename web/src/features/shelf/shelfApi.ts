import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { ItemOf, Post } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { ShelfBookSearch, SparesSearch } from './shelfSearch.ts'
import { shelfBookList, sparesList } from './shelfSearch.ts'

export type Movement = ItemOf<'/api/v1/shelf-movements'>
export type SparesRule = ItemOf<'/api/v1/spares-rules'>
export type LinkedShelf = Post<'/api/v1/shelf-count-checks'>
export type ShelfLine = LinkedShelf['lines'][number]

export interface CountedLine {
  printer_id: string
  supply_slot: number
  counted: number
}

export interface RuleBody {
  manufacturer: string
  model: string
  site_id?: string
  printer_id?: string
  part_number: string
  spares_kept: number
  together: boolean
}

export const movementsQuery = (organization_id: string, search: ShelfBookSearch) =>
  queryOptions({
    queryKey: ['shelf', organization_id, 'book', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/shelf-movements', {
          params: { query: shelfBookList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

/** The list's filters and order, as a file. */
export const movementsExport = (organization_id: string, search: ShelfBookSearch): string =>
  exportUrl('/api/v1/shelf-movements/export', {
    organization_id,
    ...shelfBookList.filters(search),
    sort: search.sort,
  })

export const shelfQuery = (organization_id: string, printer_id: string) =>
  queryOptions({
    queryKey: ['shelf', organization_id, 'printer', printer_id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/shelf', { params: { query: { organization_id, printer_id } }, signal })),
  })

export const countShelf = (organization_id: string, lines: CountedLine[], key: string) =>
  body(
    api.POST('/api/v1/shelf-counts', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { lines },
    }),
  )

export const sendCountLink = (organization_id: string, of: { printer_id?: string; site_id?: string }, key: string) =>
  body(
    api.POST('/api/v1/shelf-count-links', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: of,
    }),
  )

export const checkLink = (token: string) => body(api.POST('/api/v1/shelf-count-checks', { body: { token } }))

export const countByLink = (token: string, lines: CountedLine[]) =>
  body(api.POST('/api/v1/shelf-link-counts', { body: { token, lines } }))

export const sparesQuery = (organization_id: string, search: SparesSearch) =>
  queryOptions({
    queryKey: ['spares-rules', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/spares-rules', { params: { query: sparesList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
  })

export const readRule = (organization_id: string, rule_id: string) =>
  answer(api.GET('/api/v1/spares-rules/{rule_id}', { params: { path: { rule_id }, query: { organization_id } } }))

export const createRule = (organization_id: string, rule: RuleBody, key: string) =>
  body(
    api.POST('/api/v1/spares-rules', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: rule,
    }),
  )

export const updateRule = (organization_id: string, rule_id: string, etag: string, rule: RuleBody) =>
  body(
    api.PUT('/api/v1/spares-rules/{rule_id}', {
      params: { path: { rule_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: rule,
    }),
  )

export const deleteRule = (organization_id: string, rule_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/spares-rules/{rule_id}', {
      params: { path: { rule_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )
