import type { Raw, StateOf } from '../../lib/listSchema.ts'
import { defineList, id, oneOf, text, several } from '../../lib/listSchema.ts'

export const membershipStates = ['pending', 'managed', 'rejected', 'removed'] as const

const membershipsUrl = { state: several(oneOf(membershipStates)), printer_id: id }

export const membershipsList = defineList('/api/v1/mps-express/memberships', membershipsUrl, {
  sorts: ['requested_at', 'decided_at', 'decided_by', 'model', 'organization_name', 'reason', 'requested_by', 'state'],
  parameters: { state: 'same', printer_id: 'same' },
})
export type MembershipsSearch = StateOf<typeof membershipsList>

export const modelsList = defineList(
  '/api/v1/mps-express/models',
  { search: text },
  { sorts: ['model', 'maximum_lifetime_pages', 'supported', 'updated_at'], parameters: { search: 'same' } },
)
export type ModelsSearch = StateOf<typeof modelsList>

export const acceptancesList = defineList(
  '/api/v1/mps-express/terms/acceptances',
  {},
  { sorts: ['accepted_at', 'accepted_by', 'organization_name', 'terms_version'], parameters: {} },
)
export type AcceptancesSearch = StateOf<typeof acceptancesList>

/** The steps of adding printers that have an address; the first one is where it begins. */
export const addSearch = (raw: Raw): { step?: 'terms' } => ({ step: oneOf(['terms'] as const)(raw.step) })
