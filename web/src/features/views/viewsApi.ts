import { queryOptions } from '@tanstack/react-query'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import type { ViewInput, ViewList } from './viewState.ts'

/** All of a person's views of a list, and the shared ones; there are few. */
export const viewsQuery = (organization_id: string, list: ViewList) =>
  queryOptions({
    queryKey: ['views', organization_id, list],
    queryFn: async ({ signal }) =>
      (await body(api.GET('/api/v1/views', { params: { query: { organization_id, list, limit: 200 } }, signal })))
        .items,
    staleTime: 60_000,
  })

export const readView = (organization_id: string, view_id: string) =>
  answer(api.GET('/api/v1/views/{view_id}', { params: { path: { view_id }, query: { organization_id } } }))

export const createView = (organization_id: string, view: ViewInput, key: string) =>
  body(
    api.POST('/api/v1/views', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: view,
    }),
  )

export const updateView = (organization_id: string, view_id: string, etag: string, view: ViewInput) =>
  body(
    api.PUT('/api/v1/views/{view_id}', {
      params: { path: { view_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: view,
    }),
  )

export const deleteView = (organization_id: string, view_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/views/{view_id}', {
      params: { path: { view_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )

export const restoreView = (organization_id: string, view_id: string) =>
  body(
    api.POST('/api/v1/views/{view_id}/restoration', {
      params: { path: { view_id }, query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
    }),
  )

/** Whether the list opens with this view, for whoever is signed in. */
export const setDefaultView = (organization_id: string, view_id: string, is_default: boolean) =>
  body(
    api.POST('/api/v1/views/{view_id}/default', {
      params: { path: { view_id }, query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
      body: { is_default },
    }),
  )
