import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, text } from '../../lib/listSchema.ts'

export const agentsList = defineList('/api/v1/agents', { search: text }, { parameters: { search: 'same' } })
export type AgentsSearch = StateOf<typeof agentsList>
