import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, id, oneOf, text } from '../../lib/listSchema.ts'

export const orderStates = ['submitted', 'confirmed', 'on_back_order', 'shipped', 'delivered', 'cancelled'] as const

const url = { search: text, state: oneOf(orderStates), printer_id: id }

export const ordersList = defineList('/api/v1/supply-orders', url, {
  parameters: { search: 'same', state: ({ state }) => (state ? [state] : undefined), printer_id: 'same' },
})
export type OrdersSearch = StateOf<typeof ordersList>
