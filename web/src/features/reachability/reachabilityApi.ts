import { queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { Get } from '../../api/types.ts'

export type Check = Get<'/api/v1/agents/{agent_id}/address-checks/{check_id}'>
export type CheckStep = Check['checks'][number]
export type Diagnostics = Get<'/api/v1/agents/{agent_id}/diagnostics'>['items'][number]

const atWork = (state: Check['state']): boolean => state === 'waiting' || state === 'running'

export const silenceQuery = (organization_id: string, printer_id: string) =>
  queryOptions({
    queryKey: ['printers', organization_id, 'silence', printer_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/printers/{printer_id}/silence', {
          params: { path: { printer_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const checkedAgentQuery = (organization_id: string, agent_id: string) =>
  queryOptions({
    queryKey: ['agents', organization_id, 'one', agent_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/agents/{agent_id}', { params: { path: { agent_id }, query: { organization_id } }, signal }),
      ),
  })

export const checkAddress = (organization_id: string, agent_id: string, address: string, key: string) =>
  body(
    api.POST('/api/v1/agents/{agent_id}/address-checks', {
      params: { path: { agent_id }, query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { address },
    }),
  )

/** Asked each second until the agent has answered. */
export const checkQuery = (organization_id: string, agent_id: string, check_id: string) =>
  queryOptions({
    queryKey: ['address-checks', organization_id, agent_id, check_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/agents/{agent_id}/address-checks/{check_id}', {
          params: { path: { agent_id, check_id }, query: { organization_id } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (!state.data || atWork(state.data.state) ? 1_000 : false),
  })

export const requestDiagnostics = (organization_id: string, agent_id: string, address: string, key: string) =>
  body(
    api.POST('/api/v1/agents/{agent_id}/diagnostics', {
      params: { path: { agent_id }, query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { address },
    }),
  )

export const diagnosticsQuery = (organization_id: string, agent_id: string) =>
  queryOptions({
    queryKey: ['diagnostics', organization_id, agent_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/agents/{agent_id}/diagnostics', {
          params: { path: { agent_id }, query: { organization_id } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => atWork(one.state)) ? 2_000 : false),
  })

export const walkUrl = (organization_id: string, { agent_id, id }: Diagnostics): string =>
  `/api/v1/agents/${agent_id}/diagnostics/${id}/walk?organization_id=${organization_id}`
