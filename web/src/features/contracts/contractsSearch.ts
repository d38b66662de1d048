import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, flag, oneOf, text, several } from '../../lib/listSchema.ts'

export const customerKinds = ['self_service', 'mps'] as const

const url = { search: text, customer: several(oneOf(customerKinds)), supplies_included: flag }

export const contractsList = defineList('/api/v1/contracts', url, {
  sorts: ['number', 'name', 'customer', 'organization_name', 'printers', 'supplies_included', 'updated_at'],
  parameters: { search: 'same', customer: 'same', supplies_included: 'same' },
})
export type ContractsSearch = StateOf<typeof contractsList>
