import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, flag, id, oneOf, several } from '../../lib/listSchema.ts'

export const statementStates = ['open', 'approved'] as const

const url = { contract_id: id, state: several(oneOf(statementStates)) }

export const statementsList = defineList('/api/v1/statements', url, {
  sorts: ['period_ends_on', 'created_at', 'approved_at', 'contract_number', 'organization_name', 'state'],
  parameters: { contract_id: 'same', state: 'same' },
})
export type StatementsSearch = StateOf<typeof statementsList>

export const linesList = defineList(
  '/api/v1/statements/{statement_id}/lines',
  { attention: flag },
  {
    sorts: ['serial_number', 'end_value', 'meter_group', 'pages', 'reason', 'start_value'],
    parameters: { attention: 'same' },
  },
)
export type LinesSearch = StateOf<typeof linesList>
