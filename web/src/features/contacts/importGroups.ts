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
      return groups.invalid.map(({ line, column, value, reason, ...row }) => ({
        ...none,
        key: `${line} ${column}`,
        name: nameOf(row),
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
