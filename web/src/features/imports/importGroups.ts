// What the four groups of an import show (CON-7), whatever is imported, without React.
import type { ReactNode } from 'react'

export const groupNames = ['imported', 'existing', 'not_imported', 'invalid'] as const
export type GroupName = (typeof groupNames)[number]
/** The groups whose rows are things that have a name. */
export type NamedGroup = Exclude<GroupName, 'not_imported'>

/** What every preview and every import has, as the API says it. */
export interface ImportPreview {
  file_name: string
  recognized: {
    separator: 'comma' | 'semicolon' | 'tab'
    separator_line: boolean
    byte_order_mark: boolean
    respelled_header: boolean
  }
  counts: Record<GroupName | 'rows', number>
  groups: {
    not_imported: Array<{ first_line: number; last_line: number; reason: string }>
    invalid: Array<{ line: number; column: string; value: string; reason: string }>
  }
}

/** Where a row stands in the file, and what it is. */
export interface NamedRow {
  line: number
  /** Its name, with a link where it has a page. */
  name: ReactNode
  /** More of it, below its name. */
  detail?: string
}

/** One line of a group: where it stands in the file, what it is, and why. */
export interface GroupItem {
  key: string
  first: number
  last: number
  name: ReactNode
  column: string
  value: string
  reason: string
}

/** A page of a group has so many. */
export const mostShown = 100

/** A page of a group, from 1 on, and where it stands: all of it can be read, and nothing grows with the file. */
export function pageOf<Item>(items: Item[], wanted: number) {
  const pages = Math.max(1, Math.ceil(items.length / mostShown))
  const page = Math.min(Math.max(1, wanted), pages)
  const start = (page - 1) * mostShown
  const shown = items.slice(start, start + mostShown)
  return { shown, page, pages, from: start + 1, to: start + shown.length }
}

/** `named`: the rows of a group; of the invalid ones one for each wrong value. */
export function itemsOf(
  groups: ImportPreview['groups'],
  name: GroupName,
  named: (name: NamedGroup) => NamedRow[],
): GroupItem[] {
  const none = { name: '', column: '', value: '', reason: '' }
  switch (name) {
    case 'not_imported':
      return groups.not_imported.map(({ first_line, last_line, reason }) => ({
        ...none,
        key: String(first_line),
        first: first_line,
        last: last_line,
        reason,
      }))
    case 'invalid':
      return groups.invalid.map(({ line, column, value, reason }, at) => ({
        key: `${line} ${column}`,
        name: named('invalid')[at]?.name,
        first: line,
        last: line,
        column,
        value,
        reason,
      }))
    default:
      return named(name).map((row) => ({
        ...none,
        key: String(row.line),
        first: row.line,
        last: row.line,
        name: row.name,
        reason: row.detail ?? '',
      }))
  }
}

/** The groups that have something, in their order. */
export const groupsWithRows = ({ counts }: Pick<ImportPreview, 'counts'>): GroupName[] =>
  groupNames.filter((name) => counts[name] > 0)

/** How many rows of a group the server has not sent: of large files it sends the first. Lines that were left are runs. */
export const hiddenOf = (name: GroupName, items: GroupItem[], counts: ImportPreview['counts']): number =>
  name === 'not_imported' ? 0 : Math.max(0, counts[name] - new Set(items.map(({ first }) => first)).size)

/** What was recognized and is no comma-separated plain text: the preview says it (CON-4). */
export type Remark = 'semicolon' | 'tab' | 'separator_line' | 'byte_order_mark' | 'respelled_header'

export function remarksOf({ recognized }: Pick<ImportPreview, 'recognized'>): Remark[] {
  const remarks: Remark[] = []
  if (recognized.separator !== 'comma') remarks.push(recognized.separator)
  if (recognized.separator_line) remarks.push('separator_line')
  if (recognized.byte_order_mark) remarks.push('byte_order_mark')
  if (recognized.respelled_header) remarks.push('respelled_header')
  return remarks
}

/** Whether the rows that were not imported can be taken away as a file to correct. */
export const hasFailedRows = ({ counts }: Pick<ImportPreview, 'counts'>): boolean =>
  counts.invalid + counts.not_imported > 0
