import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, text } from '../../lib/listSchema.ts'

export const agentsList = defineList(
  '/api/v1/agents',
  { search: text },
  {
    sorts: ['last_contact_at', 'name', 'printer_count', 'site_name', 'state', 'version_text'],
    parameters: { search: 'same' },
  },
)
export type AgentsSearch = StateOf<typeof agentsList>
