import { wholeNumber } from '../../lib/typedNumbers.ts'
import type { TermsBody } from './contractsApi.ts'

export const numberTerms = [
  'trigger_days',
  'coverage_days',
  'join_days',
  'first_notice_days',
  'high_volume_cartridges',
] as const
export type NumberTerm = (typeof numberTerms)[number]

export const consolidations = ['per_site', 'per_printer'] as const

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Every field is text while it is typed; empty: inherited. */
export interface TermValues {
  [key: string]: unknown
  trigger_days: string
  coverage_days: string
  join_days: string
  first_notice_days: string
  high_volume_cartridges: string
  consolidation: string
  delivery_days: string[]
}

const typed = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value))

export const termValues = (terms?: TermsBody): TermValues => ({
  trigger_days: typed(terms?.trigger_days),
  coverage_days: typed(terms?.coverage_days),
  join_days: typed(terms?.join_days),
  first_notice_days: typed(terms?.first_notice_days),
  high_volume_cartridges: typed(terms?.high_volume_cartridges),
  consolidation: terms?.consolidation ?? '',
  delivery_days: [...(terms?.delivery_days ?? [])],
})

const number = (text: string): number | null => (text.trim() === '' ? null : (wholeNumber(text) ?? null))

export const termsBody = (values: TermValues): TermsBody => ({
  trigger_days: number(values.trigger_days),
  coverage_days: number(values.coverage_days),
  join_days: number(values.join_days),
  first_notice_days: number(values.first_notice_days),
  high_volume_cartridges: number(values.high_volume_cartridges),
  consolidation: values.consolidation === '' ? null : (values.consolidation as NonNullable<TermsBody['consolidation']>),
  delivery_days: weekdays.filter((day) => values.delivery_days.includes(day)),
})

/** The fields that are no whole numbers; the server knows more. */
export const wrongNumbers = (values: TermValues): NumberTerm[] =>
  numberTerms.filter((name) => values[name].trim() !== '' && wholeNumber(values[name]) === undefined)
