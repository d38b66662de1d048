import { wholeNumber } from '../../lib/typedNumbers.ts'
import type { DeskBody, DeskSettings } from './requestsApi.ts'
import { kindOf } from './requestWords.ts'

type Rule = DeskBody['incident_rules'][number]

/** The settings as the form holds them; rows are named, so that one keeps its fields when another one goes. */
export interface DeskValues {
  [key: string]: unknown
  services: Record<string, { name: string; hours: string }>
  hidden: string[]
  new_service: string
  categories: Record<string, { name: string; applications: string }>
  severities: Record<string, { name: string; hours: string }>
  rules: Record<string, { severity: string; group: string; minutes: string; hours: string }>
}

const text = (hours: number | null | undefined): string => (hours === null || hours === undefined ? '' : String(hours))

export const deskValues = (desk: DeskSettings): DeskValues => ({
  services: Object.fromEntries(
    desk.services.map(({ key, name, target_hours }) => [key, { name, hours: text(target_hours) }]),
  ),
  hidden: desk.services.filter(({ hidden }) => hidden).map(({ key }) => key),
  new_service: '',
  categories: Object.fromEntries(
    desk.categories.map(({ name, applications }, at) => [`row${at}`, { name, applications: applications.join('\n') }]),
  ),
  severities: Object.fromEntries(
    desk.severities.map(({ severity, name, target_hours }) => [
      `level${severity}`,
      { name, hours: text(target_hours) },
    ]),
  ),
  rules: Object.fromEntries(
    desk.incident_rules.map(({ severity, alert_group, minutes, target_hours }, at) => [
      `row${at}`,
      { severity, group: alert_group ?? '', minutes: String(minutes), hours: text(target_hours) },
    ]),
  ),
})

/** A name for a row that no other one has. */
export const nextRow = (rows: Record<string, unknown>): string =>
  `row${Math.max(-1, ...Object.keys(rows).map((row) => Number(row.slice(3)))) + 1}`

export const withoutRow = <Row>(rows: Record<string, Row>, gone: string): Record<string, Row> =>
  Object.fromEntries(Object.entries(rows).filter(([row]) => row !== gone))

export const linesOf = (typed: string): string[] =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** What is wrong, by field: "hours", "minutes" or "missing". */
export function wrongDesk(values: DeskValues): Record<string, 'hours' | 'minutes' | 'missing'> {
  const wrong: Record<string, 'hours' | 'minutes' | 'missing'> = {}
  const hours = (name: string, typed: string) => {
    const number = wholeNumber(typed)
    if (typed.trim() !== '' && (number === undefined || number < 1 || number > 8760)) wrong[name] = 'hours'
  }
  for (const [key, row] of Object.entries(values.services)) {
    hours(`services.${key}.hours`, row.hours)
    if (kindOf(key) === 'other' && row.name.trim() === '') wrong[`services.${key}.name`] = 'missing'
  }
  for (const [key, row] of Object.entries(values.severities)) hours(`severities.${key}.hours`, row.hours)
  for (const [key, row] of Object.entries(values.categories)) {
    if (row.name.trim() === '') wrong[`categories.${key}.name`] = 'missing'
    if (linesOf(row.applications).length === 0) wrong[`categories.${key}.applications`] = 'missing'
  }
  for (const [key, row] of Object.entries(values.rules)) {
    const minutes = wholeNumber(row.minutes)
    if (minutes === undefined || minutes < 0 || minutes > 10_080) wrong[`rules.${key}.minutes`] = 'minutes'
    hours(`rules.${key}.hours`, row.hours)
  }
  return wrong
}

const target = (typed: string): { target_hours?: number } => {
  const number = wholeNumber(typed)
  return number === undefined ? {} : { target_hours: number }
}

/** What is sent. `newKey`: of the service that is added. */
export function deskBody(values: DeskValues, newKey: string): DeskBody {
  const services = Object.entries(values.services).map(([key, { name, hours }]) => ({
    key,
    name: name.trim(),
    hidden: values.hidden.includes(key),
    ...target(hours),
  }))
  const added = values.new_service.trim()
  return {
    services: added === '' ? services : [...services, { key: newKey, name: added, hidden: false }],
    categories: Object.values(values.categories).map(({ name, applications }) => ({
      name: name.trim(),
      applications: linesOf(applications),
    })),
    severities: Object.entries(values.severities).map(([key, { name, hours }]) => ({
      severity: Number(key.slice(5)),
      name: name.trim(),
      ...target(hours),
    })),
    incident_rules: Object.values(values.rules).map(({ severity, group, minutes, hours }) => ({
      severity: severity as Rule['severity'],
      ...(group !== '' && { alert_group: group as NonNullable<Rule['alert_group']> }),
      minutes: wholeNumber(minutes) ?? 0,
      ...target(hours),
    })),
  }
}
