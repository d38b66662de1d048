import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, flag, id, oneOf, text } from '../../lib/listSchema.ts'

export const participations = ['enrolled', 'not_enrolled', 'on_hold'] as const

const enrollmentUrl = { search: text, participating: oneOf(participations), contract_id: id, site_id: id }

export const enrollmentList = defineList('/api/v1/replenishment/enrollments', enrollmentUrl, {
  sorts: ['model', 'serial_number'],
  parameters: { search: 'same', participating: 'same', contract_id: 'same', site_id: 'same' },
})
export type EnrollmentSearch = StateOf<typeof enrollmentList>

export const customers = ['self_service', 'mps'] as const

const disconnectedUrl = { search: text, customer: oneOf(customers), called: flag }

export const disconnectedList = defineList('/api/v1/disconnected-printers', disconnectedUrl, {
  sorts: ['silent_since'],
  parameters: { search: 'same', customer: 'same', called: 'same' },
})
export type DisconnectedSearch = StateOf<typeof disconnectedList>
