import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import type { SupplyOrder } from '../../api/types.ts'
import type { OrdersSearch } from './ordersSearch.ts'

export const pageSize = 50

export const ordersQuery = (organization_id: string, search: OrdersSearch) =>
  queryOptions({
    queryKey: ['supply-orders', organization_id, 'list', search],
    queryFn: ({ signal }) => {
      const { page: _page, sort: _sort, ...filters } = search
      return body(api.GET('/api/v1/supply-orders', { params: { query: { organization_id, limit: pageSize, ...filters } }, signal }))
    },
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })

export const orderQuery = (organization_id: string, order_id: string) =>
  queryOptions({
    queryKey: ['supply-orders', organization_id, 'one', order_id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/supply-orders/{order_id}', { params: { path: { order_id }, query: { organization_id } }, signal })),
  })

export type OrderStep = 'confirm' | 'back_order' | 'ship' | 'deliver' | 'cancel'

/** What can be done next in each state; a state never goes back (ORD-3). */
export const nextSteps: Record<SupplyOrder['state'], OrderStep[]> = {
  submitted: ['confirm', 'back_order', 'cancel'],
  confirmed: ['ship', 'back_order', 'cancel'],
  on_back_order: ['ship', 'cancel'],
  shipped: ['deliver'],
  delivered: [],
  cancelled: [],
}

export interface StepInput {
  carrier: string
  tracking_number: string
  note: string
}

export function takeStep(organization_id: string, order: SupplyOrder, step: OrderStep, input: StepInput) {
  const params = { path: { order_id: order.id }, query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } }
  switch (step) {
    case 'confirm':
      return body(api.POST('/api/v1/supply-orders/{order_id}/confirmation', { params }))
    case 'back_order':
      return body(api.POST('/api/v1/supply-orders/{order_id}/back-order', { params, body: { note: input.note } }))
    case 'ship':
      return body(api.POST('/api/v1/supply-orders/{order_id}/shipments', { params, body: { carrier: input.carrier, tracking_number: input.tracking_number } }))
    case 'deliver':
      return body(api.POST('/api/v1/supply-orders/{order_id}/delivery', { params }))
    case 'cancel':
      return body(api.POST('/api/v1/supply-orders/{order_id}/cancellation', { params, body: { reason: input.note } }))
  }
}
