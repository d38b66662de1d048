import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { Get, Post, PostBody, PutBody, SupplyOrder } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { ImportFile } from '../imports/kind.ts'
import { upload } from '../imports/kind.ts'
import type { OrdersSearch, QueueSearch } from './ordersSearch.ts'
import { ordersList, queueList } from './ordersSearch.ts'

export const ordersQuery = (organization_id: string, search: OrdersSearch) =>
  queryOptions({
    queryKey: ['supply-orders', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/supply-orders', { params: { query: ordersList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })

export const ordersExport = (organization_id: string, search: OrdersSearch): string =>
  exportUrl('/api/v1/supply-orders/export', { organization_id, ...ordersList.filters(search), sort: search.sort })

export const queueQuery = (organization_id: string, search: QueueSearch) =>
  queryOptions({
    queryKey: ['supply-orders', organization_id, 'queue', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/supply-orders', {
          params: { query: queueList.query(organization_id, { ...search, sort: search.sort ?? 'due_on' }) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  })

export const queueExport = (organization_id: string, search: QueueSearch): string =>
  exportUrl('/api/v1/supply-orders/export', {
    organization_id,
    ...queueList.filters(search),
    sort: search.sort ?? 'due_on',
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

/** The operator's people who can be given orders. */
export const handlersQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['supply-orders', organization_id, 'handlers'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/supply-orders/handlers', { params: { query: { organization_id } }, signal })),
    staleTime: 60_000,
  })

export const assignOrder = (organization_id: string, order_id: string, etag: string, assignee: string) =>
  body(
    api.PUT('/api/v1/supply-orders/{order_id}/assignment', {
      params: { path: { order_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: { assignee },
    }),
  )

export const orderCommentsQuery = (organization_id: string, order_id: string) =>
  infiniteQueryOptions({
    queryKey: ['supply-orders', organization_id, 'comments', order_id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/api/v1/supply-orders/{order_id}/comments', {
          params: { path: { order_id }, query: { organization_id, limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })

const saying = (organization_id: string, order_id: string, key: string) => ({
  path: { order_id },
  query: { organization_id },
  header: { 'Idempotency-Key': key },
})

export const commentOrder = (organization_id: string, order_id: string, text: string, key: string) =>
  body(
    api.POST('/api/v1/supply-orders/{order_id}/comments', {
      params: saying(organization_id, order_id, key),
      body: { text },
    }),
  )

/** Only the operator's people read it. */
export const noteOrder = (organization_id: string, order_id: string, text: string, key: string) =>
  body(
    api.POST('/api/v1/supply-orders/{order_id}/notes', {
      params: saying(organization_id, order_id, key),
      body: { text },
    }),
  )

/** What the order's state allows next; the server says so with each order (ORD-3). */
export type OrderStep = SupplyOrder['possible_actions'][number]

export interface StepInput {
  carrier: string
  tracking_number: string
  note: string
  /** Of a back order: when it will be there again. */
  expected_on: string
}

/** Pieces of lines that a step is done with; undefined: all that it can be done with. */
export type Parts = Array<{ line_id: string; quantity: number }> | undefined

/** From the version that was read: what another person, or another address, made of the order meanwhile is refused (412). */
export function takeStep(
  organization_id: string,
  order: SupplyOrder,
  etag: string,
  { step, shipmentId, lines }: { step: OrderStep | 'withdraw'; shipmentId?: string | undefined; lines?: Parts },
  input: StepInput,
  key: string,
) {
  const header = { 'Idempotency-Key': key, 'If-Match': etag }
  const params = { path: { order_id: order.id }, query: { organization_id }, header }
  const reason = input.note
  switch (step) {
    case 'confirm':
      return body(api.POST('/api/v1/supply-orders/{order_id}/confirmation', { params }))
    case 'pack':
      return body(api.POST('/api/v1/supply-orders/{order_id}/packing', { params }))
    case 'approve':
      return body(api.POST('/api/v1/supply-orders/{order_id}/approval', { params }))
    case 'reject':
      return body(api.POST('/api/v1/supply-orders/{order_id}/rejection', { params, body: { reason } }))
    case 'withdraw':
      return body(api.POST('/api/v1/supply-orders/{order_id}/withdrawal', { params, body: { reason } }))
    case 'back_order':
      return body(
        api.POST('/api/v1/supply-orders/{order_id}/back-order', {
          params,
          body: {
            reason,
            ...(input.expected_on ? { expected_on: input.expected_on } : {}),
            ...(lines ? { lines: lines.map(({ line_id }) => line_id) } : {}),
          },
        }),
      )
    case 'ship':
      return body(
        api.POST('/api/v1/supply-orders/{order_id}/shipments', {
          params,
          body: { carrier: input.carrier, tracking_number: input.tracking_number, ...(lines ? { lines } : {}) },
        }),
      )
    case 'deliver':
      return shipmentId
        ? body(
            api.POST('/api/v1/supply-orders/{order_id}/shipments/{shipment_id}/delivery', {
              params: { path: { order_id: order.id, shipment_id: shipmentId }, query: { organization_id }, header },
            }),
          )
        : body(api.POST('/api/v1/supply-orders/{order_id}/delivery', { params }))
    case 'return':
      return body(
        api.POST('/api/v1/supply-orders/{order_id}/shipments/{shipment_id}/returns', {
          params: { path: { order_id: order.id, shipment_id: shipmentId ?? '' }, query: { organization_id }, header },
          body: { reason, ...(lines ? { lines } : {}) },
        }),
      )
    case 'cancel':
    case 'replace_item':
      return body(
        api.POST('/api/v1/supply-orders/{order_id}/cancellation', {
          params,
          body: { reason, ...(lines ? { lines } : {}) },
        }),
      )
  }
}

export const replaceItem = (
  organization_id: string,
  { order_id, line_id }: { order_id: string; line_id: string },
  etag: string,
  item_id: string,
  accept_unfitting: boolean,
  key: string,
) =>
  body(
    api.POST('/api/v1/supply-orders/{order_id}/lines/{line_id}/item', {
      params: {
        path: { order_id, line_id },
        query: { organization_id },
        header: { 'Idempotency-Key': key, 'If-Match': etag },
      },
      body: { item_id, accept_unfitting },
    }),
  )

export const carriersQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['carriers', organization_id],
    queryFn: ({ signal }) => body(api.GET('/api/v1/carriers', { params: { query: { organization_id } }, signal })),
    staleTime: Infinity,
  })

export const countsQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['supply-orders', organization_id, 'counts'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/supply-orders/counts', { params: { query: { organization_id } }, signal })),
    refetchInterval: 30_000,
  })

export const confirmOrders = (organization_id: string, orders: Array<{ id: string; version: number }>, key: string) =>
  body(
    api.POST('/api/v1/supply-orders/confirmations', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { orders },
    }),
  )

// ---- ordering

export type SupplyOffer = Get<'/api/v1/supply-offers/{printer_id}'>
export type OfferedItem = SupplyOffer['items'][number]
export type Cart = Get<'/api/v1/supply-cart'>
export type CartLine = Cart['lines'][number]
export type CartWish = PostBody<'/api/v1/supply-cart/lines'>['lines'][number]
export type OrderRules = Get<'/api/v1/supply-order-rules'>
export type OrderRulesBody = PutBody<'/api/v1/supply-order-rules'>

export const offerQuery = (organization_id: string, printer_id: string) =>
  queryOptions({
    queryKey: ['supply-orders', organization_id, 'offer', printer_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/supply-offers/{printer_id}', {
          params: { path: { printer_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const offersQuery = (organization_id: string, printer_ids: string[]) =>
  queryOptions({
    queryKey: ['supply-orders', organization_id, 'offers', printer_ids],
    queryFn: ({ signal }) =>
      body(
        api.POST('/api/v1/supply-offers', { params: { query: { organization_id } }, body: { printer_ids }, signal }),
      ),
  })

export const cartQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['supply-cart', organization_id],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/supply-cart', { params: { query: { organization_id } }, signal })),
  })

export const addToCart = (organization_id: string, lines: CartWish[], key: string) =>
  body(
    api.POST('/api/v1/supply-cart/lines', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { lines },
    }),
  )

export const changeCartLine = (organization_id: string, cart_line_id: string, quantity: number) =>
  body(
    api.PUT('/api/v1/supply-cart/lines/{cart_line_id}', {
      params: { path: { cart_line_id }, query: { organization_id } },
      body: { quantity },
    }),
  )

export const removeCartLine = (organization_id: string, cart_line_id: string) =>
  body(
    api.DELETE('/api/v1/supply-cart/lines/{cart_line_id}', {
      params: { path: { cart_line_id }, query: { organization_id } },
    }),
  )

export const placeOrders = (
  organization_id: string,
  etag: string,
  order: PostBody<'/api/v1/supply-cart/order'>,
  key: string,
) =>
  body(
    api.POST('/api/v1/supply-cart/order', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key, 'If-Match': etag } },
      body: order,
    }),
  )

export const placeExtraOrder = (organization_id: string, order: PostBody<'/api/v1/extra-supply-orders'>, key: string) =>
  body(
    api.POST('/api/v1/extra-supply-orders', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: order,
    }),
  )

// ---- rules

export const rulesQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['supply-order-rules', organization_id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/supply-order-rules', { params: { query: { organization_id } }, signal })),
  })

export const updateRules = (organization_id: string, etag: string, rules: OrderRulesBody) =>
  answer(
    api.PUT('/api/v1/supply-order-rules', {
      params: { query: { organization_id }, header: { 'If-Match': etag } },
      body: rules,
    }),
  )

// ---- steps from a file

export type StepImportPreview = Post<'/api/v1/order-imports/preview'>
export type StepImport = Get<'/api/v1/order-imports/{order_import_id}'>

/** Octets. */
export const largestImport = 4 << 20

export const previewSteps = (organization_id: string, file: ImportFile): Promise<StepImportPreview> =>
  body(
    api.POST('/api/v1/order-imports/preview', {
      params: { query: { organization_id, file_name: file.name } },
      ...upload(file),
    }),
  )

export const startSteps = (organization_id: string, file: ImportFile, key: string): Promise<StepImport> =>
  body(
    api.POST('/api/v1/order-imports', {
      params: { query: { organization_id, file_name: file.name }, header: { 'Idempotency-Key': key } },
      ...upload(file),
    }),
  )

export const readSteps = (organization_id: string, order_import_id: string, signal: AbortSignal): Promise<StepImport> =>
  body(
    api.GET('/api/v1/order-imports/{order_import_id}', {
      params: { path: { order_import_id }, query: { organization_id } },
      signal,
    }),
  )
