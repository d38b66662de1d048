import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useEffectEvent } from 'react'
import type { paths } from '../../api/schema.d.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { List, Paging } from '../../lib/listSchema.ts'
import type { ListState } from '../../lib/listState.ts'
import { setTablePreferences, usePreferences } from '../../lib/preferences.ts'
import { readSearch } from '../../lib/searchText.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { layoutOf } from '../../ui/table/columns.ts'
import type { SavedView, ViewInput, ViewList } from './viewState.ts'
import { columnsOf, presetOf, queryOf, tableOf } from './viewState.ts'
import { viewsQuery } from './viewsApi.ts'

/** What the URL of a list says of its views: the one that is open, or that none is. */
export type WithSaved = Paging & { saved?: string }

interface Options<P extends keyof paths, S extends WithSaved, T> {
  list: ViewList
  definition: List<P, S>
  state: ListState<S>
  /** Under which name the person's columns are kept while no view is open. */
  table: string
  columns: Array<Column<T>>
  visible?: string[] | undefined
}

export interface SavedViews {
  list: ViewList
  views: SavedView[]
  /** The one that is shown. */
  open: SavedView | undefined
  /** The list shows something else than the open view keeps. */
  changed: boolean
  /** What is kept when the list is saved now. */
  content: () => Omit<ViewInput, 'name' | 'shared'>
  show: (view: SavedView, how?: { replace: boolean }) => void
  /** Saved as it is now: nothing is left to be saved. */
  settle: (view: SavedView) => void
  /** What the URL says where no view is to be open. */
  none: 'none' | undefined
  /** No view is open; what the list shows stays. */
  leave: () => void
  /** What the table of the list takes. */
  tableProps: { id: string; preset: ReturnType<typeof presetOf> }
}

/** The saved views of one list, bound to its state in the URL (PRN-1). */
export function useSavedViews<P extends keyof paths, S extends WithSaved, T>({
  list,
  definition,
  state,
  table,
  columns,
  visible,
}: Options<P, S, T>): SavedViews {
  const organizationId = useOrganizationId()
  const { tables } = usePreferences()
  const views = useQuery(viewsQuery(organizationId, list)).data
  const { search, set } = state
  const open = views?.find(({ id }) => id === search.saved)
  const preset = open && presetOf(open.columns)
  const id = open ? tableOf(open) : table
  const own = tables[id]
  const query = queryOf(search)
  const none = views?.some(({ is_default }) => is_default) ? 'none' : undefined
  const go = useCallback((patch: Partial<WithSaved>, replace: boolean) => set(patch as Partial<S>, { replace }), [set])
  const show = (view: SavedView, { replace } = { replace: false }) => {
    const nothing = Object.fromEntries(Object.keys(search).map((key) => [key, undefined]))
    setTablePreferences(tableOf(view), null)
    go({ ...nothing, ...definition.read(readSearch(view.query)), saved: view.id }, replace)
  }
  // A list that is opened as it is opens with the person's own view.
  const first = query === '' && search.saved === undefined && search.cursor === undefined
  const chosen = first ? views?.find(({ is_default }) => is_default) : undefined
  const showFirst = useEffectEvent((view: SavedView) => show(view, { replace: true }))
  useEffect(() => {
    if (chosen) showFirst(chosen)
  }, [chosen])
  return {
    list,
    views: views ?? [],
    open,
    changed: open !== undefined && (query !== queryOf(definition.read(readSearch(open.query))) || own !== undefined),
    content: () => ({
      list,
      query,
      filters: exportUrl('', { ...(definition.filters(search) as Record<string, string>), sort: search.sort }).slice(1),
      columns: columnsOf(layoutOf(columns, visible, preset, own)),
    }),
    show,
    settle: (view) => {
      setTablePreferences(tableOf(view), null)
      go({ saved: view.id }, true)
    },
    none,
    leave: () => go({ saved: none }, false),
    tableProps: { id, preset },
  }
}
