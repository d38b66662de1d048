import { queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { Get, PutBody } from '../../api/types.ts'

export type Provider = Get<'/api/v1/identity-provider'>

export const policyQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['sign-in-policy', organization_id],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/sign-in-policy', { params: { query: { organization_id } }, signal })),
  })

export const updatePolicy = (organization_id: string, etag: string, require_second_factor: boolean) =>
  body(
    api.PUT('/api/v1/sign-in-policy', {
      params: { query: { organization_id }, header: { 'If-Match': etag } },
      body: { require_second_factor },
    }),
  )

export const readProvider = (organization_id: string) =>
  answer(api.GET('/api/v1/identity-provider', { params: { query: { organization_id } } }))

export const providerQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['identity-provider', organization_id],
    queryFn: () => readProvider(organization_id),
  })

export const updateProvider = (organization_id: string, etag: string, provider: PutBody<'/api/v1/identity-provider'>) =>
  answer(
    api.PUT('/api/v1/identity-provider', {
      params: { query: { organization_id }, header: { 'If-Match': etag } },
      body: provider,
    }),
  )

export const deleteProvider = (organization_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/identity-provider', {
      params: { query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )
