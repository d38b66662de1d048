import type { ListSearch, Raw } from '../../lib/listState.ts'
import { listSearch } from '../../lib/listState.ts'

export type AgentsSearch = ListSearch

export function agentsSearch(raw: Raw): AgentsSearch {
  return listSearch(raw)
}
