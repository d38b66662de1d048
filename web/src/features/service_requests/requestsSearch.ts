import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, flag, id, oneOf, several, text } from '../../lib/listSchema.ts'

export const requestStates = ['new', 'in_progress', 'completed', 'cancelled'] as const
export const requestKinds = [
  'field_service',
  'non_standard_supply',
  'application_support',
  'contract_removal',
  'equipment_change',
  'equipment_move',
  'other',
  'incident',
] as const
export type RequestKind = (typeof requestKinds)[number]
type State = (typeof requestStates)[number]

/** What is still to be worked on. */
export const openStates: readonly State[] = ['new', 'in_progress']
const closedStates: readonly State[] = ['completed', 'cancelled']

const url = {
  search: text,
  state: several(oneOf([...requestStates, 'open', 'closed'] as const)),
  kind: several(oneOf(requestKinds)),
  site_id: id,
  printer_id: id,
  assignee: text,
  unassigned: flag,
  overdue: flag,
}

/** The states that the values of the filter stand for. */
export const statesOf = (values: ReadonlyArray<State | 'open' | 'closed'> | undefined): State[] | undefined =>
  values && [
    ...new Set(
      values.flatMap((state) => (state === 'open' ? openStates : state === 'closed' ? closedStates : [state])),
    ),
  ]

const sorts = [
  'occurred_at',
  'updated_at',
  'due_at',
  'number',
  'state',
  'summary',
  'service',
  'serial_number',
  'manufacturer',
  'model',
  'site_name',
  'last_name',
  'first_name',
  'assignee',
] as const

const parameters = {
  search: 'same',
  kind: 'same',
  site_id: 'same',
  printer_id: 'same',
  assignee: 'same',
  unassigned: 'same',
  overdue: 'same',
} as const

export const requestsList = defineList('/api/v1/service-requests', url, {
  sorts,
  parameters: { ...parameters, state: ({ state }) => statesOf(state) },
})
export type RequestsSearch = StateOf<typeof requestsList>

/** Whether something is looked for that may be of any time: the choice of recent requests (PRT-2) does not count then. */
export const searchesAll = ({ search, state, printer_id, assignee, unassigned, overdue }: RequestsSearch): boolean =>
  [search, printer_id, assignee, unassigned, overdue].some((value) => value !== undefined) ||
  (state !== undefined && statesOf(state)?.some((one) => openStates.includes(one)) === true)

/** The service desk's: without a state, all that are open, the most urgent first. */
export const queueList = defineList('/api/v1/service-requests', url, {
  sorts,
  parameters: { ...parameters, state: ({ state }) => statesOf(state ?? ['open']) },
})
export type QueueSearch = StateOf<typeof queueList>

const openUrl = { search: text, site_id: id, of: oneOf(['site', 'all'] as const) }

/** The first page of a new request: what is open, of one site or of all (SRV-1). */
export const openList = defineList('/api/v1/service-requests', openUrl, {
  sorts,
  parameters: {
    search: 'same',
    state: () => [...openStates],
    site_id: ({ of, site_id }) => (of === 'all' ? undefined : site_id),
  },
})
export type OpenSearch = StateOf<typeof openList>

/** The second page: the printers that one may choose (SRV-2). */
export const choosePrinterList = defineList(
  '/api/v1/printers',
  { search: text, site_id: id },
  { parameters: { search: 'same', site_id: ({ site_id }) => (site_id === undefined ? undefined : [site_id]) } },
)
export type ChoosePrinterSearch = StateOf<typeof choosePrinterList>

const ids = several(id)

/** The third page: what was chosen, one printer or several; without a printer a user service. */
export const newRequestSearch = (raw: Record<string, unknown>): { printer_id?: string; printer_ids?: string[] } => {
  const printer_id = id(raw.printer_id)
  if (printer_id) return { printer_id }
  const printer_ids = ids(raw.printer_ids)
  return printer_ids ? { printer_ids } : {}
}
