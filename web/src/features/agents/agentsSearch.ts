import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, oneOf, several, text } from '../../lib/listSchema.ts'

export const agentStates = ['invited', 'active', 'not_communicating', 'disabled'] as const

const url = { search: text, state: several(oneOf(agentStates)) }

export const agentsList = defineList('/api/v1/agents', url, {
  sorts: ['last_contact_at', 'name', 'printer_count', 'site_name', 'state', 'version_text'],
  parameters: { search: 'same', state: 'same' },
})
export type AgentsSearch = StateOf<typeof agentsList>
