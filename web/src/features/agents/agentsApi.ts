import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { Agent, PostBody, PutBody } from '../../api/types.ts'
import type { AgentsSearch } from './agentsSearch.ts'
import { agentsList } from './agentsSearch.ts'
import { mostSetAside } from './setAside.ts'

export type NewAgent = PostBody<'/api/v1/agents'>
export type AgentBody = PutBody<'/api/v1/agents/{agent_id}'>

/** Asked every few seconds, so that an agent appears while one watches. */
export const agentsQuery = (organization_id: string, search: AgentsSearch) =>
  queryOptions({
    queryKey: ['agents', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/agents', { params: { query: agentsList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 4_000,
  })

export const agentQuery = (organization_id: string, agent_id: string) =>
  queryOptions({
    queryKey: ['agents', organization_id, 'one', agent_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/agents/{agent_id}', { params: { path: { agent_id }, query: { organization_id } }, signal }),
      ),
    refetchInterval: 4_000,
  })

/** The newest of what was not taken over. */
export const setAsideQuery = (organization_id: string, agent_id: string) =>
  queryOptions({
    queryKey: ['agents', organization_id, 'set-aside', agent_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/agents/{agent_id}/refused-readings', {
          params: { path: { agent_id }, query: { organization_id, limit: mostSetAside } },
          signal,
        }),
      ),
    staleTime: 30_000,
  })

export const createAgent = (organization_id: string, agent: NewAgent, key: string) =>
  body(
    api.POST('/api/v1/agents', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: agent,
    }),
  )

export const updateAgent = (organization_id: string, agent_id: string, etag: string, agent: AgentBody) =>
  body(
    api.PUT('/api/v1/agents/{agent_id}', {
      params: { path: { agent_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: agent,
    }),
  )

/** Which of the agents of a site polls (AGT-12). */
export const changeDuty = (
  organization_id: string,
  agent_id: string,
  choice: PostBody<'/api/v1/agents/{agent_id}/duty'>['choice'],
) =>
  body(
    api.POST('/api/v1/agents/{agent_id}/duty', {
      params: { path: { agent_id }, query: { organization_id } },
      body: { choice },
    }),
  )

export type SearchCheckBody = PostBody<'/api/v1/agents/search-checks'>

/** How much is searched, who else searches there, and what a text holds (AGT-2); nothing is stored. */
export const checkSearch = (organization_id: string, search: SearchCheckBody) =>
  body(api.POST('/api/v1/agents/search-checks', { params: { query: { organization_id } }, body: search }))
export type SearchCheck = Awaited<ReturnType<typeof checkSearch>>

export const deleteAgent = (organization_id: string, agent: Agent, etag: string) =>
  body(
    api.DELETE('/api/v1/agents/{agent_id}', {
      params: { path: { agent_id: agent.id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )
