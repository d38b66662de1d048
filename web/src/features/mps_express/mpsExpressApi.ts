import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { Get, ItemOf, Post, PostBody, PutBody } from '../../api/types.ts'
import type { Chosen } from './chosen.ts'
import type { AcceptancesSearch, MembershipsSearch, ModelsSearch } from './mpsExpressSearch.ts'
import { acceptancesList, membershipsList, modelsList } from './mpsExpressSearch.ts'

export type Membership = ItemOf<'/api/v1/mps-express/memberships'>
export type Model = ItemOf<'/api/v1/mps-express/models'>
export type ModelBody = PostBody<'/api/v1/mps-express/models'>
export type Acceptance = ItemOf<'/api/v1/mps-express/terms/acceptances'>
export type Programme = Get<'/api/v1/mps-express/programme'>
export type Contract = Get<'/api/v1/mps-express/contract'>
export type Enrolled = Post<'/api/v1/mps-express/enrollments'>
export type JudgedPrinter = Post<'/api/v1/mps-express/eligibility/printers'>['items'][number]
export type EligibilityState = JudgedPrinter['state']

/** So many printers are added, and so many memberships are decided on, at once. */
export const mostAtOnce = 5_000
/** How many printers of one state are shown at once. */
export const statePage = 20

// ---- adding printers

export const entitlementsQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['organizations', organization_id, 'entitlements', organization_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/organizations/{organization_id}/entitlements', {
          params: { path: { organization_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

const selectionOf = ({ printer_ids }: Chosen) => ({ printer_ids: printer_ids ?? undefined })

export const eligibilityQuery = (chosen: Chosen) =>
  queryOptions({
    queryKey: ['mps-express', chosen.organization_id, 'eligibility', chosen.key],
    queryFn: ({ signal }) =>
      body(
        api.POST('/api/v1/mps-express/eligibility', {
          params: { query: { organization_id: chosen.organization_id } },
          body: selectionOf(chosen),
          signal,
        }),
      ),
  })

const printersIn = (chosen: Chosen, state: EligibilityState, limit: number, cursor?: string, signal?: AbortSignal) =>
  body(
    api.POST('/api/v1/mps-express/eligibility/printers', {
      params: { query: { organization_id: chosen.organization_id, state: [state], limit, cursor } },
      body: selectionOf(chosen),
      ...(signal ? { signal } : {}),
    }),
  )

export const printersInQuery = (chosen: Chosen, state: EligibilityState, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['mps-express', chosen.organization_id, 'eligibility', chosen.key, state, cursor],
    queryFn: ({ signal }) => printersIn(chosen, state, statePage, cursor, signal),
    placeholderData: keepPreviousData,
  })

/** Every printer in a state, page by page; at most `mostAtOnce`. */
export async function allPrintersIn(chosen: Chosen, state: EligibilityState): Promise<JudgedPrinter[]> {
  const found: JudgedPrinter[] = []
  let cursor: string | undefined
  do {
    const page = await printersIn(chosen, state, 200, cursor)
    found.push(...page.items)
    cursor = page.next_cursor ?? undefined
  } while (cursor && found.length < mostAtOnce)
  return found.slice(0, mostAtOnce)
}

/** Every printer that cannot be added with what it lacks, as a file. */
export const whyNot = async (chosen: Chosen, format: 'csv' | 'xlsx'): Promise<Blob> =>
  body(
    api.POST('/api/v1/mps-express/eligibility/export', {
      params: { query: { organization_id: chosen.organization_id, format, heads: 'names' } },
      body: selectionOf(chosen),
      parseAs: 'blob',
    }),
  )

export const termsQuery = (organization_id: string, language: string, terms_version: number) =>
  queryOptions({
    queryKey: ['mps-express', organization_id, 'terms', language, terms_version],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/mps-express/terms', { params: { query: { organization_id } }, signal })),
    enabled: terms_version > 0,
  })

export const acceptTerms = (organization_id: string, terms_version: number, key: string) =>
  body(
    api.POST('/api/v1/mps-express/terms/acceptances', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { terms_version },
    }),
  )

export const enroll = (organization_id: string, printer_ids: string[], terms_version: number, key: string) =>
  body(
    api.POST('/api/v1/mps-express/enrollments', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { printer_ids, terms_version },
    }),
  )

// ---- what became of them

export const membershipsQuery = (organization_id: string, search: MembershipsSearch) =>
  queryOptions({
    queryKey: ['mps-express', organization_id, 'memberships', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/mps-express/memberships', {
          params: { query: membershipsList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

/** How many memberships the pane on a printer's page shows. */
const paneLength = 5

export const membershipsOfQuery = (organization_id: string, printer_id: string) =>
  queryOptions({
    queryKey: ['mps-express', organization_id, 'memberships-of', printer_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/mps-express/memberships', {
          params: { query: { organization_id, printer_id, limit: paneLength } },
          signal,
        }),
      ),
  })

/** Every membership that matches, page by page; at most `mostAtOnce`. */
export async function matchingMemberships(organization_id: string, search: MembershipsSearch): Promise<string[]> {
  const found: string[] = []
  let cursor: string | undefined
  do {
    const at: MembershipsSearch = { ...search, cursor }
    const query = { ...membershipsList.query(organization_id, at), limit: 200 }
    const page = await body(api.GET('/api/v1/mps-express/memberships', { params: { query } }))
    found.push(...page.items.map(({ id }) => id))
    cursor = page.next_cursor ?? undefined
  } while (cursor && found.length < mostAtOnce)
  return found.slice(0, mostAtOnce)
}

export type Decision = 'confirm' | 'reject' | 'remove'

export async function decide(
  organization_id: string,
  decision: Decision,
  membership_ids: string[],
  reason: string,
  key: string,
): Promise<number> {
  const params = { query: { organization_id }, header: { 'Idempotency-Key': key } }
  const reasoned = { membership_ids, reason }
  const { decided } =
    decision === 'confirm'
      ? await body(api.POST('/api/v1/mps-express/memberships/confirmations', { params, body: { membership_ids } }))
      : decision === 'reject'
        ? await body(api.POST('/api/v1/mps-express/memberships/rejections', { params, body: reasoned }))
        : await body(api.POST('/api/v1/mps-express/memberships/removals', { params, body: reasoned }))
  return decided
}

// ---- what the operator says of it

export const programmeQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['mps-express', organization_id, 'programme'],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/mps-express/programme', { params: { query: { organization_id } }, signal })),
  })

export const updateProgramme = (
  organization_id: string,
  etag: string,
  programme: PutBody<'/api/v1/mps-express/programme'>,
) =>
  answer(
    api.PUT('/api/v1/mps-express/programme', {
      params: { query: { organization_id }, header: { 'If-Match': etag } },
      body: programme,
    }),
  )

export const contractQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['mps-express', organization_id, 'contract'],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/mps-express/contract', { params: { query: { organization_id } }, signal })),
  })

export const updateContract = (organization_id: string, etag: string, automatic_confirmation: boolean) =>
  answer(
    api.PUT('/api/v1/mps-express/contract', {
      params: { query: { organization_id }, header: { 'If-Match': etag } },
      body: { automatic_confirmation },
    }),
  )

export const modelsQuery = (organization_id: string, search: ModelsSearch) =>
  queryOptions({
    queryKey: ['mps-express', organization_id, 'models', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/mps-express/models', {
          params: { query: modelsList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

export const readModel = (organization_id: string, model_id: string) =>
  answer(
    api.GET('/api/v1/mps-express/models/{model_id}', { params: { path: { model_id }, query: { organization_id } } }),
  )

export const createModel = (organization_id: string, model: ModelBody, key: string) =>
  body(
    api.POST('/api/v1/mps-express/models', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: model,
    }),
  )

export const updateModel = (organization_id: string, model_id: string, etag: string, model: ModelBody) =>
  body(
    api.PUT('/api/v1/mps-express/models/{model_id}', {
      params: { path: { model_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: model,
    }),
  )

export const deleteModel = (organization_id: string, model_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/mps-express/models/{model_id}', {
      params: { path: { model_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )

export const publishTerms = (
  organization_id: string,
  texts: PostBody<'/api/v1/mps-express/terms'>['texts'],
  key: string,
) =>
  body(
    api.POST('/api/v1/mps-express/terms', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { texts },
    }),
  )

export const acceptancesQuery = (organization_id: string, search: AcceptancesSearch) =>
  queryOptions({
    queryKey: ['mps-express', organization_id, 'acceptances', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/mps-express/terms/acceptances', {
          params: { query: acceptancesList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
