import type { ItemOf, PutBody } from '../../api/types.ts'
import type { Tone } from '../../ui/StatusWord.tsx'

export type Webhook = ItemOf<'/api/v1/webhooks'>
export type WebhookDelivery = ItemOf<'/api/v1/webhooks/{webhook_id}/deliveries'>
export type WebhookInput = PutBody<'/api/v1/webhooks/{webhook_id}'>

export type WebhookState = 'ok' | 'failing' | 'disabled' | 'disabled_by_itself'

export const stateOf = (webhook: Pick<Webhook, 'enabled' | 'disabled_reason' | 'failing_since'>): WebhookState => {
  if (!webhook.enabled) return webhook.disabled_reason ? 'disabled_by_itself' : 'disabled'
  return webhook.failing_since ? 'failing' : 'ok'
}

export const webhookTones: Record<WebhookState, Tone> = {
  ok: 'ok',
  failing: 'warning',
  disabled: 'off',
  disabled_by_itself: 'error',
}

export const deliveryTones: Record<WebhookDelivery['state'], Tone> = { queued: 'waiting', sent: 'ok', failed: 'error' }

/** What the form holds. */
export interface WebhookValues {
  [key: string]: unknown
  url: string
  description: string
  which: string
  event_types: string[]
  child_organizations: string[]
}

export const valuesOf = (webhook: Webhook | null): WebhookValues => ({
  url: webhook?.url ?? '',
  description: webhook?.description ?? '',
  which: webhook && webhook.event_types.length > 0 ? 'chosen' : 'all',
  event_types: webhook?.event_types ?? [],
  child_organizations: webhook?.child_organizations ? ['yes'] : [],
})

export const inputOf = (values: WebhookValues, enabled: boolean): WebhookInput => ({
  url: values.url.trim(),
  description: values.description.trim(),
  event_types: values.which === 'all' ? [] : values.event_types,
  child_organizations: values.child_organizations.length > 0,
  enabled,
})

/** The same endpoint, enabled or not. */
export const switched = (webhook: Webhook, enabled: boolean): WebhookInput => inputOf(valuesOf(webhook), enabled)
