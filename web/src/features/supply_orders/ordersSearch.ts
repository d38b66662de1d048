import type { ListSearch, Raw } from '../../lib/listState.ts'
import { listSearch, oneOf, text } from '../../lib/listState.ts'

export const orderStates = ['submitted', 'confirmed', 'on_back_order', 'shipped', 'delivered', 'cancelled'] as const

export interface OrdersSearch extends ListSearch {
  state?: (typeof orderStates)[number]
  printer_id?: string
}

export function ordersSearch(raw: Raw): OrdersSearch {
  return { ...listSearch(raw), state: oneOf(raw.state, orderStates), printer_id: text(raw.printer_id) }
}
