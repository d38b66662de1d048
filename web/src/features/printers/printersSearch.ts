import type { QueryOf } from '../../api/types.ts'
import type { Raw, StateOf } from '../../lib/listSchema.ts'
import { defineList, flag, id, oneOf, savedView, several, text, whole } from '../../lib/listSchema.ts'

export const printerStates = ['error', 'warning', 'ok', 'other', 'not_communicating'] as const
export const printerViews = ['all', 'managed', 'deregistered'] as const
export const managedStates = ['none', 'pending_mps_express', 'mps_express'] as const
/** `service_requests` is of the feature of that name. */
export const printerTabs = [
  'status',
  'supplies',
  'information',
  'meters',
  'features',
  'service_requests',
  'history',
] as const
/** Why a printer is silent (AGT-11). */
export const silenceCauses = [
  'no_agent',
  'agent_disabled',
  'agent_silent',
  'address_not_searched',
  'site_unreachable',
  'other_printer',
  'access_refused',
  'port_closed',
  'usually_off',
  'nothing_there',
  'no_answer',
] as const
/** In which states the service requests of a printer are (PRN-2). */
export const requestStates = ['new', 'in_progress', 'completed', 'none'] as const

const url = {
  // The portal's own: which columns are shown.
  view: oneOf(printerViews),
  saved: savedView,
  search: text,
  state: several(oneOf(printerStates)),
  site_id: several(id),
  agent_id: several(id),
  model: several(text),
  communicating: flag,
  supply_below_percent: whole,
  supply_below_days: whole,
  newly_discovered: flag,
  under_contract: flag,
  high_volume: flag,
  managed: several(oneOf(managedStates)),
  registration_failed: flag,
  service_request: several(oneOf(requestStates)),
  silence: several(oneOf(silenceCauses)),
  contact_id: id,
}

const asInUrl = {
  search: 'same',
  state: 'same',
  site_id: 'same',
  agent_id: 'same',
  model: 'same',
  communicating: 'same',
  supply_below_percent: 'same',
  supply_below_days: 'same',
  newly_discovered: 'same',
  under_contract: 'same',
  high_volume: 'same',
  managed: 'same',
  registration_failed: 'same',
  service_request: 'same',
  silence: 'same',
  contact_id: 'same',
} as const

export const printersList = defineList('/api/v1/printers', url, {
  sorts: [
    'model',
    'manufacturer',
    'serial_number',
    'address',
    'host_name',
    'location',
    'discovered_at',
    'state',
    'life_count',
    'last_contact_at',
    'supply_percent',
    'supply_days',
    'site_name',
    'organization_name',
  ],
  parameters: asInUrl,
})
export type PrintersSearch = StateOf<typeof printersList>

const metersUrl = { ...url, printer_id: several(id, 200) }

/** What the counters say of printers that were chosen, or of all that match the list's filters (PRN-4). */
export const metersList = defineList('/api/v1/printers/meters', metersUrl, {
  sorts: printersList.sorts,
  parameters: { ...asInUrl, printer_id: 'same' },
})

/** Another list of the same page: `view` says that it is shown. */
export const deregisteredList = defineList(
  '/api/v1/printers/deregistered',
  { view: url.view, search: text },
  {
    sorts: [
      'address',
      'deregistered_at',
      'deregistered_by',
      'location',
      'model',
      'organization_name',
      'serial_number',
      'site_name',
    ],
    parameters: { search: 'same' },
  },
)
export type DeregisteredSearch = StateOf<typeof deregisteredList>

/** The same list as a file: its filters and its order, no paging. */
export function exportQuery(organization_id: string, search: PrintersSearch): QueryOf<'/api/v1/printers/export'> {
  const { limit: _limit, cursor: _cursor, ...query } = printersList.query(organization_id, search)
  return query
}

export function printerSearch(raw: Raw): { tab?: (typeof printerTabs)[number] } {
  return { tab: oneOf(printerTabs)(raw.tab) }
}
