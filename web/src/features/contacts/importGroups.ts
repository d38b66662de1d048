// What the four groups of an import show (CON-7), without React.
import type { ImportGroups, ImportPreview } from './importApi.ts'

export const groupNames = ['imported', 'existing', 'not_imported', 'invalid'] as const
export type GroupName = (typeof groupNames)[number]

/** One line of a group: where it stands in the file, what it is, and why. */
export interface GroupItem {
  key: string
  first: number
  last: number
  name: string
  /** Of what was imported; it may be gone since. */
  contactId: string | undefined
  column: string
  value: string
  reason: string
}

/** A page shows so many of a group; the report has all. */
export const mostShown = 100

const nameOf = (row: { first_name: string; last_name: string; company: string }): string =>
  `${row.first_name} ${row.last_name}`.trim() || row.company

export function itemsOf(groups: ImportGroups, name: GroupName): GroupItem[] {
  const none = { name: '', contactId: undefined, column: '', value: '', reason: '' }
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
      return groups[name].map((row) => ({
        ...none,
        key: String(row.line),
        first: row.line,
        last: row.line,
        name: nameOf(row),
        contactId: row.contact_id ?? undefined,
      }))
  }
}

/** The groups that have something, in their order. */
export const groupsWithRows = ({ counts }: Pick<ImportPreview, 'counts'>): GroupName[] =>
  groupNames.filter((name) => counts[name] > 0)

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
