// What is typed when meters are entered, without React.
import { wholeNumber } from '../../lib/typedNumbers.ts'
import type { ChangeBody, PrinterMeters, ReadBody } from './meterReadsApi.ts'

type Meter = PrinterMeters['meters'][number]

export interface ReadValues {
  [key: string]: unknown
  /** By place: the fields are named as the API names what it refuses, "meters.0.value". */
  meters: Record<string, { value: string; unchanged: string[] }>
  /** A day; empty: now. */
  read_on: string
  description: string
}

export interface ChangeValues {
  [key: string]: unknown
  meters: Record<string, { ended: string; began: string }>
  reason: string
  changed_on: string
  description: string
}

export type ReadProblem = 'whole_number' | 'not_greater' | 'required' | 'future' | 'below'

export const emptyRead = (meters: readonly Meter[]): ReadValues => ({
  meters: Object.fromEntries(meters.map((_meter, place) => [place, { value: '', unchanged: [] }])),
  read_on: '',
  description: '',
})

export const emptyChange = (meters: readonly Meter[]): ChangeValues => ({
  meters: Object.fromEntries(meters.map((_meter, place) => [place, { ended: '', began: '' }])),
  reason: 'board_replaced',
  changed_on: '',
  description: '',
})

/** A day as the moment that is meant: its noon, and now where it is today or left out. */
export const momentOf = (day: string, today: string): string | undefined =>
  day === '' || day === today ? undefined : `${day}T12:00:00Z`

/** Every meter is filled in, with more than before, or said to be unchanged (MTR-2). */
export function wrongRead(meters: readonly Meter[], values: ReadValues, today: string): Record<string, ReadProblem> {
  const wrong: Record<string, ReadProblem> = {}
  meters.forEach((meter, place) => {
    const typed = values.meters[place]
    if (!typed || typed.unchanged.length > 0) return
    const name = `meters.${place}.value`
    const value = wholeNumber(typed.value)
    if (typed.value.trim() === '') wrong[name] = 'required'
    else if (value === undefined) wrong[name] = 'whole_number'
    // An earlier day is compared with what was displayed then: by the server.
    else if (momentOf(values.read_on, today) === undefined && typeof meter.value === 'number' && value <= meter.value)
      wrong[name] = 'not_greater'
  })
  if (values.read_on > today) wrong.read_on = 'future'
  return wrong
}

export const readBody = (meters: readonly Meter[], values: ReadValues, today: string): ReadBody => ({
  meters: meters.map((meter, place) => {
    const typed = values.meters[place]
    return typed && typed.unchanged.length > 0
      ? { kind: meter.kind, unchanged: true }
      : { kind: meter.kind, value: wholeNumber(typed?.value ?? '') ?? 0, unchanged: false }
  }),
  read_at: momentOf(values.read_on, today),
  description: values.description.trim(),
})

/** A counter of which nothing is typed has not changed; one that has needs both values. */
export function wrongChange(
  meters: readonly Meter[],
  values: ChangeValues,
  today: string,
): Record<string, ReadProblem> {
  const wrong: Record<string, ReadProblem> = {}
  let changed = 0
  meters.forEach((_meter, place) => {
    const typed = values.meters[place]
    if (!typed || (typed.ended.trim() === '' && typed.began.trim() === '')) return
    changed += 1
    for (const part of ['ended', 'began'] as const) {
      if (typed[part].trim() === '') wrong[`meters.${place}.${part}`] = 'required'
      else if (wholeNumber(typed[part]) === undefined) wrong[`meters.${place}.${part}`] = 'whole_number'
    }
  })
  if (changed === 0) wrong['meters.0.ended'] = 'required'
  if (values.changed_on > today) wrong.changed_on = 'future'
  return wrong
}

export const changeBody = (meters: readonly Meter[], values: ChangeValues, today: string): ChangeBody => ({
  meters: meters.flatMap((meter, place) => {
    const typed = values.meters[place]
    const ended = wholeNumber(typed?.ended ?? '')
    const began = wholeNumber(typed?.began ?? '')
    return ended === undefined || began === undefined ? [] : [{ kind: meter.kind, ended, began }]
  }),
  reason: values.reason as ChangeBody['reason'],
  changed_at: momentOf(values.changed_on, today),
  description: values.description.trim(),
})
