import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body } from '../../api/client.ts'
import type { Get, ItemOf, Post } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { DisconnectedSearch, EnrollmentSearch } from './enrollmentSearch.ts'
import { disconnectedList, enrollmentList } from './enrollmentSearch.ts'

export type EnrollmentRow = ItemOf<'/api/v1/replenishment/enrollments'>
export type Enrollment = Get<'/api/v1/printers/{printer_id}/enrollment'>
export type Preview = Post<'/api/v1/replenishment/enrollments/preview'>
export type Refused = Preview['refused'][number]
export type Disconnected = ItemOf<'/api/v1/disconnected-printers'>

/** So many printers are changed at once. */
export const mostAtOnce = 5_000

export const enrollmentName = ({ model, serial_number }: { model: string; serial_number: string }): string =>
  [model, serial_number].filter(Boolean).join(' ')

export const enrollmentsQuery = (organization_id: string, search: EnrollmentSearch) =>
  queryOptions({
    queryKey: ['enrollment', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/replenishment/enrollments', {
          params: { query: enrollmentList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

/** The list's filters and order, as a file. */
export const enrollmentsExport = (organization_id: string, search: EnrollmentSearch): string =>
  exportUrl('/api/v1/replenishment/enrollments/export', {
    organization_id,
    ...enrollmentList.filters(search),
    sort: search.sort,
  })

/** Every printer that matches, page by page; at most `mostAtOnce`. */
export async function matchingPrinters(organization_id: string, search: EnrollmentSearch): Promise<string[]> {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const at: EnrollmentSearch = { ...search, cursor }
    const query = { ...enrollmentList.query(organization_id, at), limit: 200 }
    const page = await body(api.GET('/api/v1/replenishment/enrollments', { params: { query } }))
    found.push(...page.items.map(({ id }) => id))
    cursor = page.next_cursor ?? undefined
  } while (cursor && found.length < mostAtOnce)
  return found.slice(0, mostAtOnce)
}

export const enrollmentQuery = (organization_id: string, printer_id: string) =>
  queryOptions({
    queryKey: ['enrollment', organization_id, 'one', printer_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/printers/{printer_id}/enrollment', {
          params: { path: { printer_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const previewQuery = (organization_id: string, printer_ids: string[]) =>
  queryOptions({
    queryKey: ['enrollment', organization_id, 'preview', printer_ids],
    queryFn: ({ signal }) =>
      body(
        api.POST('/api/v1/replenishment/enrollments/preview', {
          params: { query: { organization_id } },
          body: { printer_ids },
          signal,
        }),
      ),
    staleTime: 0,
  })

export const enroll = (organization_id: string, printer_ids: string[], email: string, key: string) =>
  body(
    api.POST('/api/v1/replenishment/enrollments', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { printer_ids, email },
    }),
  )

export const withdraw = (organization_id: string, printer_ids: string[], key: string) =>
  body(
    api.POST('/api/v1/replenishment/withdrawals', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { printer_ids },
    }),
  )

export const hold = (organization_id: string, printer_ids: string[], reason: string, key: string) =>
  body(
    api.POST('/api/v1/replenishment/holds', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { printer_ids, reason },
    }),
  )

export const release = (organization_id: string, printer_ids: string[], key: string) =>
  body(
    api.POST('/api/v1/replenishment/hold-endings', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { printer_ids },
    }),
  )

export const expectSilence = (
  organization_id: string,
  printer_id: string,
  silence_expected: boolean,
  reason: string,
  key: string,
) =>
  body(
    api.POST('/api/v1/printers/{printer_id}/expected-silence', {
      params: { path: { printer_id }, query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { silence_expected, reason },
    }),
  )

export const expectSilences = (
  organization_id: string,
  printer_ids: string[],
  silence_expected: boolean,
  reason: string,
  key: string,
) =>
  body(
    api.POST('/api/v1/replenishment/expected-silences', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { printer_ids, silence_expected, reason },
    }),
  )

// ---- printers that are silent

export const disconnectedQuery = (organization_id: string, search: DisconnectedSearch) =>
  queryOptions({
    queryKey: ['enrollment', organization_id, 'disconnected', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/disconnected-printers', {
          params: { query: disconnectedList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

export const disconnectedExport = (organization_id: string, search: DisconnectedSearch): string =>
  exportUrl('/api/v1/disconnected-printers/export', {
    organization_id,
    ...disconnectedList.filters(search),
    sort: search.sort,
  })

export const noteCall = (organization_id: string, disconnection_id: string, note: string, key: string) =>
  body(
    api.POST('/api/v1/disconnected-printers/{disconnection_id}/calls', {
      params: { path: { disconnection_id }, query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { note },
    }),
  )
