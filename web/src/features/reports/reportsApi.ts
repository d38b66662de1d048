import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { ReportInput } from './reportFields.ts'
import type { ReportsSearch } from './reportsSearch.ts'
import { reportsList } from './reportsSearch.ts'

export const reportsQuery = (organization_id: string, search: ReportsSearch) =>
  queryOptions({
    queryKey: ['reports', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/reports', { params: { query: reportsList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })

export const reportRunsQuery = (organization_id: string, report_id: string) =>
  infiniteQueryOptions({
    queryKey: ['reports', organization_id, 'runs', report_id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/api/v1/reports/{report_id}/runs', {
          params: { path: { report_id }, query: { organization_id, limit: 20, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    refetchInterval: 10_000,
  })

export const readReport = (organization_id: string, report_id: string) =>
  answer(api.GET('/api/v1/reports/{report_id}', { params: { path: { report_id }, query: { organization_id } } }))

export const createReport = (organization_id: string, report: ReportInput, key: string) =>
  body(
    api.POST('/api/v1/reports', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: report,
    }),
  )

export const updateReport = (organization_id: string, report_id: string, etag: string, report: ReportInput) =>
  body(
    api.PUT('/api/v1/reports/{report_id}', {
      params: { path: { report_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: report,
    }),
  )

export const deleteReport = (organization_id: string, report_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/reports/{report_id}', {
      params: { path: { report_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )

/** Made and mailed once more, now. */
export const runReport = (organization_id: string, report_id: string) =>
  body(
    api.POST('/api/v1/reports/{report_id}/runs', {
      params: { path: { report_id }, query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
    }),
  )

export const reportFileUrl = (organization_id: string, run_id: string): string =>
  exportUrl(`/api/v1/report-runs/${run_id}/file`, { organization_id })
