import type { ListSearch, Raw } from '../../lib/listState.ts'
import { flag, listSearch, oneOf, text, whole } from '../../lib/listState.ts'

export const printerStates = ['error', 'warning', 'ok', 'other', 'not_communicating'] as const
export const printerViews = ['all', 'managed'] as const
export const printerTabs = ['status', 'supplies', 'information', 'meters', 'features', 'history'] as const

export interface PrintersSearch extends ListSearch {
  view?: (typeof printerViews)[number]
  state?: (typeof printerStates)[number]
  site_id?: string
  agent_id?: string
  model?: string
  communicating?: boolean
  supply_below_percent?: number
  supply_below_days?: number
  newly_discovered?: boolean
  under_contract?: boolean
  high_volume?: boolean
  contact_id?: string
}

export function printersSearch(raw: Raw): PrintersSearch {
  return {
    ...listSearch(raw),
    view: oneOf(raw.view, printerViews),
    state: oneOf(raw.state, printerStates),
    site_id: text(raw.site_id),
    agent_id: text(raw.agent_id),
    model: text(raw.model),
    communicating: flag(raw.communicating),
    supply_below_percent: whole(raw.supply_below_percent),
    supply_below_days: whole(raw.supply_below_days),
    newly_discovered: flag(raw.newly_discovered),
    under_contract: flag(raw.under_contract),
    high_volume: flag(raw.high_volume),
    contact_id: text(raw.contact_id),
  }
}

export function printerSearch(raw: Raw): { tab?: (typeof printerTabs)[number] } {
  return { tab: oneOf(raw.tab, printerTabs) }
}
