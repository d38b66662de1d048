import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../../api/client.ts'
import type { Get } from '../../api/types.ts'

export type FirstStartState = Get<'/api/v1/first-start'>

/** Asked every few seconds while a step is missing, so that each one turns green while one watches. */
export const firstStartQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['first-start', organization_id],
    queryFn: ({ signal }) => body(api.GET('/api/v1/first-start', { params: { query: { organization_id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.shown && !state.data.done ? 3_000 : false),
  })

export const showFirstStart = (organization_id: string, shown: boolean) =>
  body(api.PUT('/api/v1/first-start', { params: { query: { organization_id } }, body: { shown } }))

export const sendTestMail = (organization_id: string, key: string) =>
  body(api.POST('/api/v1/mails/tests', { params: { query: { organization_id }, header: { 'Idempotency-Key': key } } }))
