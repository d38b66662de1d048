// What a saved view keeps of a list, and how that becomes a list again (PRN-1). Rules without React.
import type { ItemOf, PostBody } from '../../api/types.ts'
import type { TablePreferences } from '../../lib/preferences.ts'
import { writeSearch } from '../../lib/searchText.ts'
import type { Layout } from '../../ui/table/columns.ts'

export type SavedView = ItemOf<'/api/v1/views'>
export type ViewInput = PostBody<'/api/v1/views'>
export type ViewList = ViewInput['list']
type ViewColumn = ViewInput['columns'][number]

// Where the list is, not what it shows.
const notOfAView = new Set(['org', 'cursor', 'page', 'saved'])

/** The state of a list as a query, the same for the same state. */
export const queryOf = (state: object): string =>
  writeSearch(
    Object.fromEntries(
      Object.entries(state)
        .filter(([name]) => !notOfAView.has(name))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
  )

/** The columns of a table as they are now. */
export const columnsOf = ({ order, visibility, sizing }: Layout): ViewColumn[] =>
  order.map((id) => {
    const width = sizing[id]
    return { id, shown: visibility[id] ?? true, ...(width === undefined ? {} : { width: Math.round(width) }) }
  })

/** What a table that shows the view starts from. */
export function presetOf(columns: ViewColumn[]): TablePreferences | undefined {
  if (columns.length === 0) return undefined
  return {
    order: columns.map(({ id }) => id),
    visibility: Object.fromEntries(columns.map(({ id, shown }) => [id, shown])),
    sizing: Object.fromEntries(
      columns.flatMap(({ id, width }) => (width === null || width === undefined ? [] : [[id, width]])),
    ),
  }
}

/** Under which name this browser keeps what a person changed of a view's columns and has not saved. */
export const tableOf = (view: { id: string }): string => `view.${view.id}`
