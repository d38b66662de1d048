import type { ListSearch, Raw } from '../../lib/listState.ts'
import { listSearch, text } from '../../lib/listState.ts'

export interface ReplenishmentSearch extends ListSearch {
  site_id?: string
  printer_id?: string
}

export function replenishmentSearch(raw: Raw): ReplenishmentSearch {
  return { ...listSearch(raw), site_id: text(raw.site_id), printer_id: text(raw.printer_id) }
}
