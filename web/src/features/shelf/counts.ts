import { wholeNumber } from '../../lib/typedNumbers.ts'
import type { CountedLine, ShelfLine } from './shelfApi.ts'

/** What is typed for each line, by the name of its field. */
export type CountValues = Record<string, string>

export const mostCounted = 999

export const fieldOf = (line: ShelfLine): string => `${line.printer_id}/${line.supply_slot}`

/** Nothing is typed in advance: whoever counts is not to read off what the book says. */
export const emptyCount = (lines: readonly ShelfLine[]): CountValues =>
  Object.fromEntries(lines.map((line) => [fieldOf(line), '']))

export const isCount = (typed: string): boolean => {
  const number = wholeNumber(typed)
  return number !== undefined && number <= mostCounted
}

/** The lines that somebody typed a number for. */
export const countedLines = (lines: readonly ShelfLine[], values: CountValues): CountedLine[] =>
  lines.flatMap((line) => {
    const number = wholeNumber(values[fieldOf(line)] ?? '')
    return number === undefined ? [] : [{ printer_id: line.printer_id, supply_slot: line.supply_slot, counted: number }]
  })
