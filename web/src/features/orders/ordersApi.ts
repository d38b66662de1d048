import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { SupplyOrder } from '../../api/types.ts'
import type { OrdersSearch } from './ordersSearch.ts'
import { ordersList } from './ordersSearch.ts'

export const ordersQuery = (organization_id: string, search: OrdersSearch) =>
  queryOptions({
    queryKey: ['supply-orders', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/supply-orders', { params: { query: ordersList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })

export const orderQuery = (organization_id: string, order_id: string) =>
  queryOptions({
    queryKey: ['supply-orders', organization_id, 'one', order_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/supply-orders/{order_id}', {
          params: { path: { order_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const orderHistoryQuery = (organization_id: string, order_id: string) =>
  queryOptions({
    queryKey: ['supply-orders', organization_id, 'history', order_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/supply-orders/{order_id}/history', {
          params: { path: { order_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

/** What the order's state allows next; the server says so with each order (ORD-3). */
export type OrderStep = SupplyOrder['possible_actions'][number]

export interface StepInput {
  carrier: string
  tracking_number: string
  note: string
}

/** From the version that was read: what another person, or another address, made of the order meanwhile is refused (412). */
export function takeStep(
  organization_id: string,
  order: SupplyOrder,
  etag: string,
  step: OrderStep,
  input: StepInput,
  key: string,
) {
  const params = {
    path: { order_id: order.id },
    query: { organization_id },
    header: { 'Idempotency-Key': key, 'If-Match': etag },
  }
  switch (step) {
    case 'confirm':
      return body(api.POST('/api/v1/supply-orders/{order_id}/confirmation', { params }))
    case 'back_order':
      return body(api.POST('/api/v1/supply-orders/{order_id}/back-order', { params, body: { reason: input.note } }))
    case 'ship':
      return body(
        api.POST('/api/v1/supply-orders/{order_id}/shipments', {
          params,
          body: { carrier: input.carrier, tracking_number: input.tracking_number },
        }),
      )
    case 'deliver':
      return body(api.POST('/api/v1/supply-orders/{order_id}/delivery', { params }))
    case 'cancel':
      return body(api.POST('/api/v1/supply-orders/{order_id}/cancellation', { params, body: { reason: input.note } }))
  }
}
