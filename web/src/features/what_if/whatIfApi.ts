import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body } from '../../api/client.ts'
import type { PostBody, ItemOf } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { WhatIfSearch } from './whatIfSearch.ts'
import { whatIfList } from './whatIfSearch.ts'

export type Run = ItemOf<'/api/v1/what-if-runs'>
export type RunInput = Run['input']
export type Settings = RunInput['settings'][number]

export const runsQuery = (organization_id: string, search: WhatIfSearch) =>
  queryOptions({
    queryKey: ['what-if', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/what-if-runs', { params: { query: whatIfList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
  })

export const isUnderWay = (run: { state: Run['state'] }): boolean => run.state === 'queued' || run.state === 'running'

export const runQuery = (organization_id: string, run_id: string) =>
  queryOptions({
    queryKey: ['what-if', organization_id, 'one', run_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/what-if-runs/{run_id}', { params: { path: { run_id }, query: { organization_id } }, signal }),
      ),
    refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data) ? 1_000 : false),
  })

export const todayQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['what-if', organization_id, 'today'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/what-if-settings', { params: { query: { organization_id } }, signal })),
  })

export const startRun = (organization_id: string, input: PostBody<'/api/v1/what-if-runs'>, key: string) =>
  body(
    api.POST('/api/v1/what-if-runs', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: input,
    }),
  )

export const runExport = (organization_id: string, run_id: string): string =>
  exportUrl(`/api/v1/what-if-runs/${run_id}/export`, { organization_id })
