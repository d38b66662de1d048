import type { ReactNode } from 'react'
import type { TablePreferences } from '../../lib/preferences.ts'

export interface Column<T> {
  id: string
  header: string
  cell: (row: T) => ReactNode
  /** px; columns share what is left over in proportion. */
  width: number
  /** As a card it takes two places, though its column is narrow. */
  wide?: boolean
  align?: 'end'
  /** Less space at the sides, for bars that stand in a row. */
  tight?: boolean
  /** The server's sort key; absent: not sortable. */
  sort?: string
  /** Not shown until chosen in the column menu. */
  hidden?: boolean
  /** The buttons of a row; in a stacked row they stand at its corner. */
  actions?: boolean
  /** As a card it has a line of its own below the name, without a label. */
  phoneLine?: boolean
  /** Left out of the stacked rows of a phone. */
  phoneHidden?: boolean
}

/** Whose a row is, where it says so. */
export const organizationOf = (row: object): string[] =>
  'organization_id' in row && typeof row.organization_id === 'string' ? [row.organization_id] : []

/** With a column that says whose each row is, behind the name; a page's own column stays, and is shown. */
export function withOrganization<T>(columns: Array<Column<T>>, whose: Column<T>): Array<Column<T>> {
  if (columns.some(({ id }) => id === whose.id))
    return columns.map((column) => (column.id === whose.id ? { ...column, hidden: false } : column))
  return [...columns.slice(0, 1), whose, ...columns.slice(1)]
}

/** The stored order with columns that are new since then at their natural place; the first column stays first. */
export function mergeOrder(natural: string[], stored: string[] | undefined): string[] {
  const first = natural[0]
  const known = (stored ?? natural).filter((id) => natural.includes(id) && id !== first)
  const result = first === undefined ? known : [first, ...known]
  natural.forEach((id, index) => {
    if (!result.includes(id)) result.splice(Math.min(index, result.length), 0, id)
  })
  return result
}

export function moveColumn(order: string[], id: string, by: -1 | 1): string[] {
  const from = order.indexOf(id)
  const to = from + by
  if (from < 1 || to < 1 || to >= order.length) return order
  const next = [...order]
  next.splice(from, 1)
  next.splice(to, 0, id)
  return next
}

/** The columns of a table as they are shown. */
export interface Layout {
  order: string[]
  visibility: Record<string, boolean>
  sizing: Record<string, number>
}

/**
 * In this order: what the person did to the columns, what the saved view that is open says of them (`preset`), what the
 * named view shows (`visible`), what each column says of itself.
 */
export function layoutOf<T>(
  columns: Array<Column<T>>,
  visible: string[] | undefined,
  preset: TablePreferences | undefined,
  own: TablePreferences | undefined,
): Layout {
  return {
    order: mergeOrder(
      columns.map(({ id }) => id),
      own?.order ?? preset?.order,
    ),
    visibility: Object.fromEntries(
      columns.map(({ id, hidden }) => [
        id,
        own?.visibility?.[id] ?? preset?.visibility?.[id] ?? (visible ? visible.includes(id) : !hidden),
      ]),
    ),
    sizing: own?.sizing ?? preset?.sizing ?? {},
  }
}

export interface Selection {
  ids: ReadonlySet<string>
  /** Every row that matches the filters, also those that were never loaded. */
  all: boolean
}

export const nothingSelected: Selection = { ids: new Set(), all: false }

export function toggleRow(selection: Selection, id: string, pageIds: string[]): Selection {
  // Taking one row out of "all that match" leaves what is on the page without it.
  const ids = new Set(selection.all ? pageIds : selection.ids)
  if (ids.has(id)) ids.delete(id)
  else ids.add(id)
  return { ids, all: false }
}

/** All rows between two places of the page become as the first of them is. */
export function selectRange(selection: Selection, pageIds: string[], from: number, to: number): Selection {
  const first = pageIds[from]
  if (first === undefined) return selection
  const ids = new Set(selection.all ? pageIds : selection.ids)
  const chosen = ids.has(first)
  for (const id of pageIds.slice(Math.min(from, to), Math.max(from, to) + 1)) {
    if (chosen) ids.add(id)
    else ids.delete(id)
  }
  return { ids, all: false }
}

export function togglePage(selection: Selection, pageIds: string[]): Selection {
  const every = selection.all || (pageIds.length > 0 && pageIds.every((id) => selection.ids.has(id)))
  if (selection.all) return nothingSelected
  const ids = new Set(selection.ids)
  pageIds.forEach((id) => (every ? ids.delete(id) : ids.add(id)))
  return { ids, all: false }
}

/** "1–50 of about 12,400": how many there are is exact on the last page, an estimate before. */
export function pageRange(
  page: number,
  pageSize: number,
  count: number,
  hasNext: boolean,
  estimate: number | null | undefined,
  counted = false,
): { from: number; to: number; total: number | null; exact: boolean } {
  const before = (page - 1) * pageSize
  const to = before + count
  const from = count === 0 ? 0 : before + 1
  if (!hasNext) return { from, to, total: to, exact: true }
  if (estimate === null || estimate === undefined || estimate <= to) return { from, to, total: null, exact: false }
  return { from, to, total: estimate, exact: counted }
}
