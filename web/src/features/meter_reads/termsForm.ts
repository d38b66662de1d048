// What is typed of the meter terms of a contract, without React.
import { wholeNumber } from '../../lib/typedNumbers.ts'
import type { MeterTerms, MeterTermsBody } from './meterReadsApi.ts'

export const meterKinds = [
  'life',
  'mono',
  'color',
  'large',
  'large_mono',
  'large_color',
  'small',
  'small_mono',
  'small_color',
  'prints',
  'prints_mono',
  'prints_color',
  'copies',
  'copies_mono',
  'copies_color',
  'scans',
  'scans_mono',
  'scans_color',
  'faxes',
  'faxes_sent',
  'faxes_received',
  'duplex',
] as const

export const mostGroups = 10

export interface TermsValues {
  [key: string]: unknown
  closing_day: string
  time_zone: string
  starts_on: string
  close_after_days: string
  reminder_days: string
  /** By place; one without a name and without meters is left out. */
  groups: Record<string, { name: string; included_pages: string; meters: string[] }>
}

export type TermsProblem = 'required' | 'closing_day' | 'close_after' | 'reminder' | 'pages'

/** Those that are there, and one to be filled. */
export function termsValues(terms: MeterTerms): TermsValues {
  const groups = terms.groups.map(({ name, included_pages, meters }) => ({
    name,
    included_pages: String(included_pages),
    meters: [...meters],
  }))
  if (groups.length < mostGroups) groups.push({ name: '', included_pages: '', meters: [] })
  return {
    closing_day: String(terms.closing_day),
    time_zone: terms.time_zone,
    starts_on: terms.starts_on,
    close_after_days: String(terms.close_after_days),
    reminder_days: terms.reminder_days === undefined || terms.reminder_days === null ? '' : String(terms.reminder_days),
    groups: Object.fromEntries(groups.map((group, place) => [place, group])),
  }
}

const filled = ({ name, meters }: { name: string; meters: string[] }): boolean =>
  name.trim() !== '' || meters.length > 0

export function wrongTerms(values: TermsValues): Record<string, TermsProblem> {
  const wrong: Record<string, TermsProblem> = {}
  const within = (name: string, from: number, to: number, problem: TermsProblem) => {
    const number = wholeNumber(String(values[name]))
    if (number === undefined || number < from || number > to) wrong[name] = problem
  }
  within('closing_day', 1, 31, 'closing_day')
  within('close_after_days', 0, 20, 'close_after')
  if (values.reminder_days.trim() !== '') within('reminder_days', 1, 20, 'reminder')
  if (values.time_zone.trim() === '') wrong.time_zone = 'required'
  if (values.starts_on === '') wrong.starts_on = 'required'
  const groups = Object.entries(values.groups)
  for (const [place, group] of groups) {
    if (!filled(group)) continue
    if (group.name.trim() === '') wrong[`groups.${place}.name`] = 'required'
    if (group.meters.length === 0) wrong[`groups.${place}.meters`] = 'required'
    if (group.included_pages.trim() !== '' && wholeNumber(group.included_pages) === undefined)
      wrong[`groups.${place}.included_pages`] = 'pages'
  }
  if (!groups.some(([, group]) => filled(group))) wrong['groups.0.name'] = 'required'
  return wrong
}

export const termsBody = (values: TermsValues): MeterTermsBody => ({
  closing_day: wholeNumber(values.closing_day) ?? 31,
  time_zone: values.time_zone.trim(),
  starts_on: values.starts_on,
  close_after_days: wholeNumber(values.close_after_days) ?? 0,
  ...(values.reminder_days.trim() === '' ? {} : { reminder_days: wholeNumber(values.reminder_days) ?? 5 }),
  groups: Object.values(values.groups)
    .filter(filled)
    .map(({ name, included_pages, meters }) => ({
      name: name.trim(),
      included_pages: wholeNumber(included_pages) ?? 0,
      meters,
    })),
})
