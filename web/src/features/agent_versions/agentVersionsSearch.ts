import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, flag, oneOf, text } from '../../lib/listSchema.ts'

export const olderThan = ['minimum', 'newest'] as const

const url = { search: text, older_than: oneOf(olderThan), failed: flag }

export const agentVersionsList = defineList('/api/v1/agent-versions', url, {
  sorts: ['name', 'organization'],
  parameters: { search: 'same', older_than: 'same', failed: 'same' },
})
export type AgentVersionsSearch = StateOf<typeof agentVersionsList>

export const agentPackagesList = defineList('/api/v1/agent-packages', {}, { sorts: ['version'], parameters: {} })
export type AgentPackagesSearch = StateOf<typeof agentPackagesList>
