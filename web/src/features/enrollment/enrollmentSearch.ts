import type { StateOf } from '../../lib/listSchema.ts'
import { silenceCauses } from '../printers/printersSearch.ts'
import { defineList, flag, id, oneOf, text, several } from '../../lib/listSchema.ts'

export const participations = ['enrolled', 'not_enrolled', 'on_hold'] as const

const enrollmentUrl = { search: text, participating: oneOf(participations), contract_id: id, site_id: id }

export const enrollmentList = defineList('/api/v1/replenishment/enrollments', enrollmentUrl, {
  sorts: ['model', 'serial_number', 'contract_number', 'enrolled_at', 'held_at', 'location', 'organization_name'],
  parameters: {
    search: 'same',
    participating: 'same',
    contract_id: ({ contract_id }) => (contract_id === undefined ? undefined : [contract_id]),
    site_id: ({ site_id }) => (site_id === undefined ? undefined : [site_id]),
  },
})
export type EnrollmentSearch = StateOf<typeof enrollmentList>

export const customers = ['self_service', 'mps'] as const

const disconnectedUrl = {
  search: text,
  customer: several(oneOf(customers)),
  called: flag,
  silence: several(oneOf(silenceCauses)),
}

export const disconnectedList = defineList('/api/v1/disconnected-printers', disconnectedUrl, {
  sorts: ['silent_since', 'called_at', 'contact_name', 'customer', 'last_notice_at', 'model', 'organization_name'],
  parameters: { search: 'same', customer: 'same', called: 'same', silence: 'same' },
})
export type DisconnectedSearch = StateOf<typeof disconnectedList>
