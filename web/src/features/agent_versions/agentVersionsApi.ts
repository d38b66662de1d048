import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { ItemOf, PutBody } from '../../api/types.ts'
import type { AgentPackagesSearch, AgentVersionsSearch } from './agentVersionsSearch.ts'
import { agentPackagesList, agentVersionsList } from './agentVersionsSearch.ts'

export type AgentVersion = ItemOf<'/api/v1/agent-versions'>
export type AgentPackage = ItemOf<'/api/v1/agent-packages'>
export type VersionRules = PutBody<'/api/v1/agent-version-rules'>

/** Octets that the server takes: a program, and its head. */
export const largestPackage = (64 << 20) + 4096

export const agentVersionsQuery = (organization_id: string, search: AgentVersionsSearch) =>
  queryOptions({
    queryKey: ['agent-versions', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/agent-versions', {
          params: { query: agentVersionsList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

export const agentPackagesQuery = (organization_id: string, search: AgentPackagesSearch) =>
  queryOptions({
    queryKey: ['agent-versions', organization_id, 'packages', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/agent-packages', {
          params: { query: agentPackagesList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

export const versionRulesQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['agent-versions', organization_id, 'rules'],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/agent-version-rules', { params: { query: { organization_id } }, signal })),
  })

export const updateVersionRules = (organization_id: string, etag: string, rules: VersionRules) =>
  body(
    api.PUT('/api/v1/agent-version-rules', {
      params: { query: { organization_id }, header: { 'If-Match': etag } },
      body: rules,
    }),
  )

export const uploadPackage = (organization_id: string, file: File, key: string) =>
  body(
    api.POST('/api/v1/agent-packages', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: file,
      bodySerializer: (bytes: unknown) => bytes as Blob,
      headers: { 'Content-Type': 'application/octet-stream' },
    }),
  )

export const deletePackage = (organization_id: string, agent_package_id: string) =>
  body(
    api.DELETE('/api/v1/agent-packages/{agent_package_id}', {
      params: { path: { agent_package_id }, query: { organization_id } },
    }),
  )

export const updateAgents = (organization_id: string, agent_ids: string[], key: string) =>
  body(
    api.POST('/api/v1/agent-versions/updates', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { agent_ids },
    }),
  )
