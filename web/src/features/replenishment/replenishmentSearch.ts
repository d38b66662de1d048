import type { ListSearch, Raw } from '../../lib/listState.ts'
import { listSearch, text, whole } from '../../lib/listState.ts'

export interface ReplenishmentSearch extends ListSearch {
  printer_id?: string
  below_days?: number
}

export function replenishmentSearch(raw: Raw): ReplenishmentSearch {
  return { ...listSearch(raw), printer_id: text(raw.printer_id), below_days: whole(raw.below_days) }
}
