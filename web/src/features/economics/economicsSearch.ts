import type { Raw, StateOf } from '../../lib/listSchema.ts'
import { defineList, id, oneOf, savedView, text, several } from '../../lib/listSchema.ts'

export const periods = ['month', 'quarter', 'year'] as const
export const groups = ['color', 'model', 'item', 'printer', 'site', 'customer', 'month'] as const
export const endings = ['empty', 'early', 'refilled', 'moved', 'unknown'] as const

export type Period = (typeof periods)[number]
const lengths: Record<Period, number> = { month: 30, quarter: 90, year: 365 }

/** The first day of a period that ends today; a whole day, so that the same page asks the same. */
export const firstOf = (period: Period, today: Date = new Date()): string =>
  new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() - lengths[period]))
    .toISOString()
    .slice(0, 10)

const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined

const url = {
  first: day,
  last: day,
  site_id: id,
  printer_id: id,
  model_key: text,
  part_number: text,
  colorant: text,
  ended: several(oneOf(endings)),
  saved: savedView,
}

export const cartridgesList = defineList('/api/v1/cartridges', url, {
  sorts: [
    'removed_on',
    'level_percent',
    'coverage_percent',
    'ended',
    'installed_on',
    'model',
    'pages',
    'pages_expected',
    'serial_number',
    'supply',
  ],
  parameters: {
    first: 'same',
    last: 'same',
    site_id: 'same',
    printer_id: 'same',
    model_key: 'same',
    part_number: 'same',
    colorant: 'same',
    ended: 'same',
  },
})
export type CartridgesSearch = StateOf<typeof cartridgesList>

export interface ReportSearch {
  group?: (typeof groups)[number]
  period?: Period
  colorant?: string
}

export const readReport = (raw: Raw): ReportSearch => {
  const state: ReportSearch = {}
  const group = oneOf(groups)(raw.group)
  const period = oneOf(periods)(raw.period)
  const colorant = text(raw.colorant)
  if (group) state.group = group
  if (period) state.period = period
  if (colorant) state.colorant = colorant
  return state
}

/** Which cartridges a group of the report has: the filter of the list that leads to each of them. */
export function filterOf(group: (typeof groups)[number], key: string, first: string): CartridgesSearch | undefined {
  switch (group) {
    case 'color':
      return key === '' ? undefined : { first, colorant: key }
    case 'model':
      return { first, model_key: key }
    case 'item':
      return key === '' ? undefined : { first, part_number: key }
    case 'printer':
      return { first, printer_id: key }
    case 'site':
      return key === '' ? undefined : { first, site_id: key }
    case 'month': {
      const [year = 0, month = 1] = key.split('-').map(Number)
      return { first: `${key}-01`, last: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) }
    }
    case 'customer':
      return undefined
  }
}
