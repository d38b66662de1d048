import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, flag, id, oneOf, savedView, text, several } from '../../lib/listSchema.ts'

export const orderStates = [
  'awaiting_approval',
  'submitted',
  'confirmed',
  'on_back_order',
  'partly_shipped',
  'shipped',
  'delivered',
  'returned',
  'cancelled',
] as const
export const orderSources = ['replenishment', 'person', 'extra'] as const
/** What the warehouse has to do something about. */
export const openStates = ['submitted', 'confirmed', 'on_back_order', 'partly_shipped'] as const
type State = (typeof orderStates)[number]

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined

/** A calendar day so many days from today, in UTC as the server counts them. */
export const dayFromNow = (days: number, now: number = Date.now()): string =>
  new Date(now + days * 86_400_000).toISOString().slice(0, 10)

/** The moment at which a day begins, or at which it has ended. */
const beginOf = (value: string | undefined): string | undefined => (value ? `${value}T00:00:00Z` : undefined)
const endOf = (value: string | undefined): string | undefined => {
  const begin = value ? Date.parse(`${value}T00:00:00Z`) : Number.NaN
  return Number.isNaN(begin) ? undefined : beginOf(dayFromNow(1, begin))
}

const url = {
  search: text,
  state: several(oneOf(orderStates)),
  source: several(oneOf(orderSources)),
  since: day,
  until: day,
  printer_id: id,
  site_id: id,
  item_id: id,
  carrier: text,
  due_until: day,
  assignee: text,
  unassigned: flag,
}

const sorts = [
  'ordered_at',
  'due_on',
  'number',
  'contact_name',
  'organization_name',
  'site_name',
  'state',
  'source',
  'ordered_by',
  'desired_on',
  'assignee',
] as const

const parameters = {
  search: 'same',
  state: 'same',
  source: 'same',
  ordered_since: ({ since }: { since?: string | undefined }) => beginOf(since),
  ordered_before: ({ until }: { until?: string | undefined }) => endOf(until),
  printer_id: 'same',
  site_id: 'same',
  item_id: 'same',
  carrier: 'same',
  due_until: 'same',
  assignee: 'same',
  unassigned: 'same',
} as const

export const ordersList = defineList('/api/v1/supply-orders', { ...url, saved: savedView }, { sorts, parameters })
export type OrdersSearch = StateOf<typeof ordersList>

/** The warehouse's: without a state, all that are to be worked on, the most urgent first. */
export const queueList = defineList('/api/v1/supply-orders', url, {
  sorts,
  parameters: { ...parameters, state: ({ state }): State[] => state ?? [...openStates] },
})
export type QueueSearch = StateOf<typeof queueList>

/** Of so many printers the API says at once what can be ordered; a cart takes as many lines at once. */
export const mostOffers = 100

/** For which printer something is ordered, or for which several. */
export const newOrderSearch = (raw: Record<string, unknown>): { printer_id?: string; printer_ids?: string[] } => {
  const printer_id = id(raw.printer_id)
  if (printer_id) return { printer_id }
  const printer_ids = several(id, mostOffers + 1)(raw.printer_ids)
  return printer_ids ? { printer_ids } : {}
}

/** The import that is shown; without one a file is chosen. */
export const importSearch = (raw: Record<string, unknown>): { import_id?: string } => {
  const import_id = id(raw.import_id)
  return import_id ? { import_id } : {}
}
