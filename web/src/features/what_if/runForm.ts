import { readAmount } from '../../lib/prices.ts'
import { readNumber, wholeNumber } from '../../lib/typedNumbers.ts'
import type { RunInput, Settings } from './whatIfApi.ts'

/** Fields of one set of settings, as typed. */
export interface TypedSettings {
  [key: string]: unknown
  name: string
  method: string
  order_days: string
  cover_days: string
  join_days: string
  spares_kept: string
  lead_days: string
  must_risk_percent: string
}

export interface RunValues {
  [key: string]: unknown
  site_id: string
  manufacturer: string
  model: string
  currency: string
  shipment_cost: string
  /** How many sets are compared with today's. */
  count: number
  first: TypedSettings
  second: TypedSettings
  third: TypedSettings
}

export const sets = ['first', 'second', 'third'] as const

export const ranges = {
  order_days: [1, 120],
  cover_days: [1, 180],
  join_days: [0, 120],
  spares_kept: [0, 20],
  lead_days: [1, 90],
} as const
export type Ranged = keyof typeof ranges
export const rangedFields = Object.keys(ranges) as Ranged[]

export const typedOf = (settings: Settings, name: string): TypedSettings => ({
  name,
  method: settings.method,
  order_days: String(settings.order_days),
  cover_days: String(settings.cover_days),
  join_days: String(settings.join_days),
  spares_kept: String(settings.spares_kept),
  lead_days: String(settings.lead_days),
  must_risk_percent: '',
})

export const inRange = (field: Ranged, typed: string): boolean => {
  const number = wholeNumber(typed)
  return number !== undefined && number >= ranges[field][0] && number <= ranges[field][1]
}

/** "2.5", "2,5" or "2,5 %"; undefined where it is no percentage that the server takes. */
export function riskOf(typed: string): number | undefined {
  const risk = (readNumber(typed.replace(/\s*%\s*$/u, ''), 3) ?? 0) / 1000
  return risk >= 0.1 && risk <= 50 ? risk : undefined
}

const settingsOf = (typed: TypedSettings): Settings => ({
  name: typed.name.trim(),
  method: typed.method === 'balanced' ? 'balanced' : 'published',
  order_days: wholeNumber(typed.order_days) ?? 0,
  cover_days: wholeNumber(typed.cover_days) ?? 0,
  join_days: wholeNumber(typed.join_days) ?? 0,
  spares_kept: wholeNumber(typed.spares_kept) ?? 0,
  lead_days: wholeNumber(typed.lead_days) ?? 0,
  must_risk_percent: riskOf(typed.must_risk_percent),
})

export const inputOf = (values: RunValues): RunInput => {
  const currency = values.currency.trim().toUpperCase()
  return {
    site_id: values.site_id === '' ? undefined : values.site_id,
    manufacturer: values.manufacturer.trim(),
    model: values.model.trim(),
    settings: sets.slice(0, values.count).map((set) => settingsOf(values[set])),
    shipment_cost_minor: values.shipment_cost.trim() === '' ? 0 : (readAmount(values.shipment_cost, currency) ?? 0),
    currency,
  }
}
