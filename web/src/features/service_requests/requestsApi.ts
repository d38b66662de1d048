import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { Get, ItemOf, PostBody, PutBody } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { ChoosePrinterSearch, OpenSearch, QueueSearch, RequestsSearch } from './requestsSearch.ts'
import { choosePrinterList, openList, openStates, queueList, requestsList } from './requestsSearch.ts'

export type ServiceRequest = ItemOf<'/api/v1/service-requests'>
export type RequestEvent = ItemOf<'/api/v1/service-requests/{request_id}/events'>
export type RequestBody = PostBody<'/api/v1/service-requests'>

/** So many printers one request may be made for at a time, one for each. */
export const mostPrinters = 100
export type DeskSettings = Get<'/api/v1/service-desk'>
export type DeskBody = PutBody<'/api/v1/service-desk'>

/** Octets that the server takes. */
export const largestAttachment = 10 << 20

/** So many open requests of its printer the third page of a new one shows; the list has all of them. */
export const shownOpen = 10

/** The moment at which a day of UTC begins. */
export const beginOf = (day: string | undefined): string | undefined => day && `${day}T00:00:00Z`

/** `since`: a day, where only what occurred from then on is shown. */
export const requestsQuery = (organization_id: string, search: RequestsSearch, since?: string) =>
  queryOptions({
    queryKey: ['service-requests', organization_id, 'list', search, since],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/service-requests', {
          params: { query: { ...requestsList.query(organization_id, search), occurred_since: beginOf(since) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })

export const requestsExport = (organization_id: string, search: RequestsSearch, since?: string): string =>
  exportUrl('/api/v1/service-requests/export', {
    organization_id,
    ...requestsList.filters(search),
    occurred_since: beginOf(since),
    sort: search.sort,
  })

const urgentFirst = (search: QueueSearch): QueueSearch => ({ ...search, sort: search.sort ?? 'due_at' })

export const queueQuery = (organization_id: string, search: QueueSearch) =>
  queryOptions({
    queryKey: ['service-requests', organization_id, 'queue', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/service-requests', {
          params: { query: queueList.query(organization_id, urgentFirst(search)) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })

export const queueExport = (organization_id: string, search: QueueSearch): string =>
  exportUrl('/api/v1/service-requests/export', {
    organization_id,
    ...queueList.filters(search),
    sort: search.sort ?? 'due_at',
  })

/** What is open, of a site or of all: the first page of a new request. */
export const openRequestsQuery = (organization_id: string, search: OpenSearch) =>
  queryOptions({
    queryKey: ['service-requests', organization_id, 'open', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/service-requests', { params: { query: openList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
  })

/** What is open of one printer. */
export const openOfPrinterQuery = (organization_id: string, printer_id: string) =>
  queryOptions({
    queryKey: ['service-requests', organization_id, 'of-printer', printer_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/service-requests', {
          params: { query: { organization_id, state: openStates.slice(), printer_id, limit: shownOpen } },
          signal,
        }),
      ),
  })

/** What is open of several printers (SRV-1). */
export const openOfPrintersQuery = (organization_id: string, printer_ids: string[]) =>
  queryOptions({
    queryKey: ['service-requests', organization_id, 'of-printers', printer_ids],
    queryFn: ({ signal }) =>
      body(
        api.POST('/api/v1/service-requests/open-for-printers', {
          params: { query: { organization_id } },
          body: { printer_ids },
          signal,
        }),
      ),
  })

export const printersToChooseQuery = (organization_id: string, search: ChoosePrinterSearch) =>
  queryOptions({
    queryKey: ['printers', organization_id, 'to-choose', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/printers', {
          params: { query: choosePrinterList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

export const countsQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['service-requests', organization_id, 'counts'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/service-requests/counts', { params: { query: { organization_id } }, signal })),
    refetchInterval: 60_000,
  })

export const requestQuery = (organization_id: string, request_id: string) =>
  queryOptions({
    queryKey: ['service-requests', organization_id, 'one', request_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/service-requests/{request_id}', {
          params: { path: { request_id }, query: { organization_id } },
          signal,
        }),
      ),
    refetchInterval: 30_000,
  })

export const requestEventsQuery = (organization_id: string, request_id: string) =>
  infiniteQueryOptions({
    queryKey: ['service-requests', organization_id, 'events', request_id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/api/v1/service-requests/{request_id}/events', {
          params: { path: { request_id }, query: { organization_id, limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })

export const attachmentsQuery = (organization_id: string, request_id: string) =>
  queryOptions({
    queryKey: ['service-requests', organization_id, 'attachments', request_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/service-requests/{request_id}/attachments', {
          params: { path: { request_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const attachmentUrl = (organization_id: string, request_id: string, attachment_id: string): string =>
  exportUrl(`/api/v1/service-requests/${request_id}/attachments/${attachment_id}/content`, { organization_id })

export const deskQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['service-desk', organization_id, 'settings'],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/service-desk', { params: { query: { organization_id } }, signal })),
  })

export const deskMembersQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['service-desk', organization_id, 'members'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/service-desk/members', { params: { query: { organization_id } }, signal })),
    staleTime: 60_000,
  })

/** The same for each of several printers; a task makes them (PRN-4). */
export const createRequests = (
  organization_id: string,
  request: RequestBody,
  of: { printer_ids: string[]; skip_open: boolean },
  key: string,
) =>
  body(
    api.POST('/api/v1/service-requests/batches', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { ...request, ...of },
    }),
  )

export const createRequest = (organization_id: string, request: RequestBody, key: string) =>
  body(
    api.POST('/api/v1/service-requests', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: request,
    }),
  )

const changing = (organization_id: string, request_id: string, etag: string, key: string) => ({
  path: { request_id },
  query: { organization_id },
  header: { 'If-Match': etag, 'Idempotency-Key': key },
})

export type NextState = 'in_progress' | 'completed' | 'cancelled'

export const changeState = (
  organization_id: string,
  request_id: string,
  etag: string,
  step: { state: NextState; comment: string },
  key: string,
) =>
  body(
    api.POST('/api/v1/service-requests/{request_id}/state', {
      params: changing(organization_id, request_id, etag, key),
      body: step,
    }),
  )

export const cancelRequest = (organization_id: string, request_id: string, etag: string, reason: string, key: string) =>
  body(
    api.POST('/api/v1/service-requests/{request_id}/cancellation', {
      params: changing(organization_id, request_id, etag, key),
      body: { reason },
    }),
  )

export const assignRequest = (organization_id: string, request_id: string, etag: string, assignee: string) =>
  body(
    api.PUT('/api/v1/service-requests/{request_id}/assignment', {
      params: { path: { request_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: { assignee },
    }),
  )

const saying = (organization_id: string, request_id: string, key: string) => ({
  path: { request_id },
  query: { organization_id },
  header: { 'Idempotency-Key': key },
})

export const commentRequest = (
  organization_id: string,
  request_id: string,
  comment: { text: string; reopen: boolean },
  key: string,
) =>
  body(
    api.POST('/api/v1/service-requests/{request_id}/comments', {
      params: saying(organization_id, request_id, key),
      body: comment,
    }),
  )

export const noteRequest = (organization_id: string, request_id: string, text: string, key: string) =>
  body(
    api.POST('/api/v1/service-requests/{request_id}/notes', {
      params: saying(organization_id, request_id, key),
      body: { text },
    }),
  )

/** What is chosen goes as it is: the server looks at its content. */
export const attachFile = (organization_id: string, request_id: string, file: File, key: string) =>
  body(
    api.POST('/api/v1/service-requests/{request_id}/attachments', {
      params: {
        path: { request_id },
        query: { organization_id, file_name: file.name },
        header: { 'Idempotency-Key': key },
      },
      body: file,
      bodySerializer: (bytes: unknown) => bytes as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  )

export const updateDesk = (organization_id: string, etag: string, desk: DeskBody) =>
  answer(
    api.PUT('/api/v1/service-desk', {
      params: { query: { organization_id }, header: { 'If-Match': etag } },
      body: desk,
    }),
  )
