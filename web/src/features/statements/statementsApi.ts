import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Get, ItemOf, PutBody } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { LinesSearch, StatementsSearch } from './statementsSearch.ts'
import { linesList, statementsList } from './statementsSearch.ts'

export type StatementRow = ItemOf<'/api/v1/statements'>
export type Statement = Get<'/api/v1/statements/{statement_id}'>
export type StatementLine = ItemOf<'/api/v1/statements/{statement_id}/lines'>
export type Basis = StatementLine['start_basis'][number]
export type CorrectionBody = PutBody<'/api/v1/statement-lines/{statement_line_id}'>

export const statementsQuery = (organization_id: string, search: StatementsSearch) =>
  queryOptions({
    queryKey: ['statements', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/statements', { params: { query: statementsList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
  })

export const statementQuery = (organization_id: string, statement_id: string) =>
  queryOptions({
    queryKey: ['statements', organization_id, 'one', statement_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/statements/{statement_id}', {
          params: { path: { statement_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const linesQuery = (organization_id: string, statement_id: string, search: LinesSearch) =>
  queryOptions({
    queryKey: ['statements', organization_id, 'lines', statement_id, search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/statements/{statement_id}/lines', {
          params: { path: { statement_id }, query: linesList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

/** A line as it is now, to compare with what somebody else made of it. */
export const readLine = (organization_id: string, statement_line_id: string) =>
  answer(
    api.GET('/api/v1/statement-lines/{statement_line_id}', {
      params: { path: { statement_line_id }, query: { organization_id } },
    }),
  )

export const correctLine = (organization_id: string, statement_line_id: string, etag: string, line: CorrectionBody) =>
  body(
    api.PUT('/api/v1/statement-lines/{statement_line_id}', {
      params: { path: { statement_line_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: line,
    }),
  )

export const approveStatement = (organization_id: string, statement_id: string, etag: string) =>
  body(
    api.POST('/api/v1/statements/{statement_id}/approval', {
      params: {
        path: { statement_id },
        query: { organization_id },
        header: { 'Idempotency-Key': newIdempotencyKey(), 'If-Match': etag },
      },
    }),
  )

export const statementFile = (organization_id: string, statement_id: string, kind: 'csv' | 'json'): string =>
  exportUrl(`/api/v1/statements/${statement_id}/${kind}`, { organization_id })
