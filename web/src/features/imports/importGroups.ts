// What the four groups of an import show (CON-7), whatever is imported, without React.
import type { ReactNode } from 'react'

export const groupNames = ['imported', 'existing', 'not_imported', 'invalid'] as const
export type GroupName = (typeof groupNames)[number]

/** What every preview and every import has, as the API says it. */
export interface ImportPreview {
  file_name: string
  recognized: { separator: 'comma' | 'semicolon' | 'tab'; separator_line: boolean; byte_order_mark: boolean }
  counts: Record<GroupName | 'rows', number>
  groups: {
    not_imported: Array<{ first_line: number; last_line: number; reason: string }>
    invalid: Array<{ line: number; column: string; value: string; reason: string }>
  }
}

/** What was imported, or is there already: where it stands in the file, and what it is. */
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

/** A page shows so many of a group; the report has all. */
export const mostShown = 100

export function itemsOf(
  groups: ImportPreview['groups'],
  name: GroupName,
  named: (name: 'imported' | 'existing') => NamedRow[],
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
      return groups.invalid.map(({ line, column, value, reason }) => ({
        ...none,
        key: `${line} ${column}`,
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

/** How many of a group are not shown; lines that were left are runs, and all of them are. */
export const hiddenOf = (name: GroupName, items: GroupItem[], counts: ImportPreview['counts']): number => {
  if (name === 'not_imported') return 0
  const shown = new Set(items.slice(0, mostShown).map(({ first }) => first)).size
  return Math.max(0, counts[name] - shown)
}

/** What was recognized and is no comma-separated plain text: the preview says it (CON-4). */
export type Remark = 'semicolon' | 'tab' | 'separator_line' | 'byte_order_mark'

export function remarksOf({ recognized }: Pick<ImportPreview, 'recognized'>): Remark[] {
  const remarks: Remark[] = []
  if (recognized.separator !== 'comma') remarks.push(recognized.separator)
  if (recognized.separator_line) remarks.push('separator_line')
  if (recognized.byte_order_mark) remarks.push('byte_order_mark')
  return remarks
}

/** Whether the rows that were not imported can be taken away as a file to correct. */
export const hasFailedRows = ({ counts }: Pick<ImportPreview, 'counts'>): boolean =>
  counts.invalid + counts.not_imported > 0
