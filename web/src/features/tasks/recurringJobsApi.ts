import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../../api/client.ts'
import type { components } from '../../api/schema.d.ts'

export type RecurringJob = components['schemas']['RecurringJobItem']

/** What the server does by itself again and again, the troubled first (OPS-1). */
export const recurringJobsQuery = queryOptions({
  queryKey: ['recurring_jobs'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/recurring-jobs', { signal })),
  refetchInterval: 60_000,
})

export const isTroubled = ({ state }: RecurringJob): boolean => state !== 'on_time' && state !== 'not_yet'
