import { queryOptions } from '@tanstack/react-query'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Get } from '../../api/types.ts'

export type Notifications = Get<'/api/v1/notifications'>
export type Notification = Notifications['items'][number]

/** Of the person, wherever they act; read anew when a task ends, else seldom. */
export const notificationsQuery = queryOptions({
  queryKey: ['notifications'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/notifications', { signal })),
  staleTime: 60_000,
  refetchInterval: 5 * 60_000,
})

export const seeNotifications = (until: string): Promise<Notifications> =>
  body(
    api.POST('/api/v1/notifications/seen', {
      params: { header: { 'Idempotency-Key': newIdempotencyKey() } },
      body: { until },
    }),
  )
