/** Types of the API by path, so that features do not depend on the names of the document's components. */
import type { paths } from './schema.d.ts'

type Content<T> = T extends { content: { 'application/json': infer Body } } ? Body : never
type Success<R> = R extends { 200: infer A } ? Content<A> : R extends { 201: infer B } ? Content<B> : R extends { 202: infer C } ? Content<C> : never

export type Get<P extends keyof paths> = paths[P] extends { get: { responses: infer R } } ? Success<R> : never
export type Post<P extends keyof paths> = paths[P] extends { post: { responses: infer R } } ? Success<R> : never
export type PostBody<P extends keyof paths> = paths[P] extends { post: { requestBody: infer B } } ? Content<B> : never
export type PutBody<P extends keyof paths> = paths[P] extends { put: { requestBody: infer B } } ? Content<B> : never
export type QueryOf<P extends keyof paths> = paths[P] extends { get: { parameters: { query?: infer Q } } } ? NonNullable<Q> : never
export type ItemOf<P extends keyof paths> = Get<P> extends { items: Array<infer Item> } ? Item : never

export type Session = Get<'/api/v1/session'>
export type Role = Session['roles'][number]
export type Organization = Get<'/api/v1/organizations/{organization_id}'>
export type Site = Get<'/api/v1/sites/{site_id}'>
export type User = Get<'/api/v1/users/{user_id}'>
export type Contact = Get<'/api/v1/contacts/{contact_id}'>
export type Agent = Get<'/api/v1/agents/{agent_id}'>
export type PrinterSummary = ItemOf<'/api/v1/printers'>
export type Printer = Get<'/api/v1/printers/{printer_id}'>
export type SupplySummary = PrinterSummary['supplies'][number]
export type Task = ItemOf<'/api/v1/tasks'>
export type TaskItem = ItemOf<'/api/v1/tasks/{task_id}/items'>
export type SupplyOrder = Get<'/api/v1/supply-orders/{order_id}'>
export type OrderLine = SupplyOrder['lines'][number]
export type TimelineItem = ItemOf<'/api/v1/printers/{printer_id}/timeline'>
export type OrderEvent = Get<'/api/v1/supply-orders/{order_id}/history'>['items'][number]
export type ReplenishmentSupply = ItemOf<'/api/v1/replenishment/supplies'>
export type Address = Contact['address']
