import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import type { StateOf } from '../../lib/listSchema.ts'
import { deliveriesList, webhooksList } from './webhooksSearch.ts'
import type { WebhookInput } from './webhookWords.ts'

export const webhooksQuery = (organization_id: string, search: StateOf<typeof webhooksList>) =>
  queryOptions({
    queryKey: ['webhooks', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/webhooks', { params: { query: webhooksList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
  })

export const webhookQuery = (organization_id: string, webhook_id: string) =>
  queryOptions({
    queryKey: ['webhooks', organization_id, 'one', webhook_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/webhooks/{webhook_id}', {
          params: { path: { webhook_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const eventTypesQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['webhook-event-types', organization_id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/webhook-event-types', { params: { query: { organization_id } }, signal })),
    staleTime: 3600_000,
  })

export const readWebhook = (organization_id: string, webhook_id: string) =>
  answer(api.GET('/api/v1/webhooks/{webhook_id}', { params: { path: { webhook_id }, query: { organization_id } } }))

export const createWebhook = (organization_id: string, webhook: WebhookInput, key: string) =>
  body(
    api.POST('/api/v1/webhooks', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: webhook,
    }),
  )

export const updateWebhook = (organization_id: string, webhook_id: string, etag: string, webhook: WebhookInput) =>
  body(
    api.PUT('/api/v1/webhooks/{webhook_id}', {
      params: { path: { webhook_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: webhook,
    }),
  )

export const deleteWebhook = (organization_id: string, webhook_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/webhooks/{webhook_id}', {
      params: { path: { webhook_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )

export const rotateSecret = (organization_id: string, webhook_id: string, etag: string) =>
  body(
    api.POST('/api/v1/webhooks/{webhook_id}/secret', {
      params: {
        path: { webhook_id },
        query: { organization_id },
        header: { 'If-Match': etag, 'Idempotency-Key': newIdempotencyKey() },
      },
    }),
  )

export const testWebhook = (organization_id: string, webhook_id: string) =>
  body(
    api.POST('/api/v1/webhooks/{webhook_id}/test', {
      params: { path: { webhook_id }, query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
    }),
  )

export const deliveriesQuery = (organization_id: string, webhook_id: string, search: StateOf<typeof deliveriesList>) =>
  queryOptions({
    queryKey: ['webhooks', organization_id, 'deliveries', webhook_id, search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/webhooks/{webhook_id}/deliveries', {
          params: { path: { webhook_id }, query: deliveriesList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

export const deliveryQuery = (organization_id: string, webhook_delivery_id: string) =>
  queryOptions({
    queryKey: ['webhooks', organization_id, 'delivery', webhook_delivery_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/webhook-deliveries/{webhook_delivery_id}', {
          params: { path: { webhook_delivery_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const replayDelivery = (organization_id: string, webhook_delivery_id: string) =>
  body(
    api.POST('/api/v1/webhook-deliveries/{webhook_delivery_id}/replay', {
      params: {
        path: { webhook_delivery_id },
        query: { organization_id },
        header: { 'Idempotency-Key': newIdempotencyKey() },
      },
    }),
  )

export const replayFailed = (organization_id: string, webhook_id: string, since: string, key: string) =>
  body(
    api.POST('/api/v1/webhooks/{webhook_id}/replay', {
      params: { path: { webhook_id }, query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { since },
    }),
  )
