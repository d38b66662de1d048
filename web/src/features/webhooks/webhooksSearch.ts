import { defineList, oneOf, text, several } from '../../lib/listSchema.ts'

export const webhooksList = defineList(
  '/api/v1/webhooks',
  {},
  { sorts: ['created_at', 'description', 'enabled', 'failed', 'last_success_at', 'queued', 'url'], parameters: {} },
)

export const deliveryStates = ['queued', 'sent', 'failed'] as const

const url = { state: several(oneOf(deliveryStates)), event_type: several(text) }

/** What was sent to one endpoint. */
export const deliveriesList = defineList('/api/v1/webhooks/{webhook_id}/deliveries', url, {
  sorts: ['created_at', 'attempts', 'event_type', 'last_error', 'source_organization_name', 'state'],
  parameters: { state: 'same', event_type: 'same' },
})
