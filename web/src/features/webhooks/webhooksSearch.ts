import { defineList, oneOf, text } from '../../lib/listSchema.ts'

export const webhooksList = defineList('/api/v1/webhooks', {}, { sorts: ['created_at'], parameters: {} })

export const deliveryStates = ['queued', 'sent', 'failed'] as const

const url = { state: oneOf(deliveryStates), event_type: text }

/** What was sent to one endpoint. */
export const deliveriesList = defineList('/api/v1/webhooks/{webhook_id}/deliveries', url, {
  sorts: ['created_at'],
  parameters: { state: 'same', event_type: 'same' },
})
