import { numberFormat } from './numberFormat.ts'

/** Locale formatting without React: `useFormat` binds these to the person's language and time zone. */
export interface Formatter {
  number: (value: number, digits?: number) => string
  percent: (value: number) => string
  date: (iso: string | number | Date) => string
  /** A calendar day, "2026-11-21": the same everywhere, whatever the time zone. */
  day: (day: string) => string
  dateTime: (iso: string | number | Date) => string
  time: (iso: string | number | Date) => string
  month: (iso: string | number | Date) => string
  /** "3 min. ago", "in 2 days"; the unit is the largest that fits. */
  relative: (iso: string, now: number) => string
  duration: (seconds: number) => string
  country: (code: string) => string
  list: (values: string[]) => string
  compare: (a: string, b: string) => number
}

const steps: Array<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** Splits a difference in seconds into the value and unit that a person would say. */
export function relativeParts(seconds: number): { value: number; unit: Intl.RelativeTimeFormatUnit } {
  const size = Math.abs(seconds)
  for (const [unit, length] of steps) {
    // Weeks and months start late: "12 days ago" says more than "1 week ago".
    const from = unit === 'week' ? 3 * length : unit === 'month' ? 2 * length : length
    if (size >= from) return { value: Math.trunc(seconds / length), unit }
  }
  return { value: Math.trunc(seconds), unit: 'second' }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

export function createFormatter(language: string, timeZone: string): Formatter {
  const zone = { timeZone }
  // Made when first used: a list needs two of them, and each takes the browser a millisecond or more.
  const date = once(
    () => new Intl.DateTimeFormat(language, { ...zone, year: 'numeric', month: 'short', day: 'numeric' }),
  )
  // This one now: it is the one that refuses a time zone that the browser does not know.
  const dateTime = new Intl.DateTimeFormat(language, {
    ...zone,
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  const time = once(() => new Intl.DateTimeFormat(language, { ...zone, hour: '2-digit', minute: '2-digit' }))
  const plainDay = once(
    () => new Intl.DateTimeFormat(language, { timeZone: 'UTC', year: 'numeric', month: 'short', day: 'numeric' }),
  )
  const month = once(() => new Intl.DateTimeFormat(language, { ...zone, year: 'numeric', month: 'short' }))
  const relative = once(() => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }))
  const regions = once(() => new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }))
  const list = once(() => new Intl.ListFormat(language, { type: 'conjunction' }))
  const collator = once(() => new Intl.Collator(language, { numeric: true, sensitivity: 'base' }))
  const whole = once(() => numberFormat(language, { maximumFractionDigits: 0 }))
  const percents = once(() => numberFormat(language, { style: 'percent', maximumFractionDigits: 0 }))
  const asDate = (value: string | number | Date) => (value instanceof Date ? value : new Date(value))
  const unit = (value: number, name: string) =>
    numberFormat(language, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  return {
    number: (value, digits = 0) =>
      (digits === 0 ? whole() : numberFormat(language, { maximumFractionDigits: digits })).format(value),
    percent: (value) => percents().format(value / 100),
    date: (value) => date().format(asDate(value)),
    dateTime: (value) => dateTime.format(asDate(value)),
    day: (value) => plainDay().format(new Date(`${value}T00:00:00Z`)),
    time: (value) => time().format(asDate(value)),
    month: (value) => month().format(asDate(value)),
    relative(iso, now) {
      const { value, unit: name } = relativeParts((Date.parse(iso) - now) / 1000)
      return relative().format(Math.abs(value) < 10 && name === 'second' ? 0 : value, name)
    },
    duration(seconds) {
      const days = Math.floor(seconds / 86_400)
      const hours = Math.floor((seconds % 86_400) / 3_600)
      const minutes = Math.floor((seconds % 3_600) / 60)
      if (days > 0) return hours > 0 ? `${unit(days, 'day')} ${unit(hours, 'hour')}` : unit(days, 'day')
      if (hours > 0) return minutes > 0 ? `${unit(hours, 'hour')} ${unit(minutes, 'minute')}` : unit(hours, 'hour')
      return unit(minutes, 'minute')
    },
    country(code) {
      try {
        return regions().of(code.toUpperCase()) ?? code
      } catch {
        return code
      }
    },
    list: (values) => list().format(values),
    compare: (a, b) => collator().compare(a, b),
  }
}
