import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../../api/client.ts'

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/second-factor', { signal })),
})

export const beginSecondFactor = (current_password: string) =>
  body(api.POST('/api/v1/second-factor', { body: { current_password } }))

export const confirmSecondFactor = (code: string) =>
  body(api.POST('/api/v1/second-factor/confirmations', { body: { code } }))

export const replaceRecoveryCodes = (proof: { current_password: string; code: string }) =>
  body(api.POST('/api/v1/second-factor/recovery-codes', { body: proof }))

export const removeSecondFactor = (proof: { current_password: string; code: string }) =>
  body(api.POST('/api/v1/second-factor/removals', { body: proof }))
