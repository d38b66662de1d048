import { useQuery } from '@tanstack/react-query'
import type { QueryKey, UseQueryOptions, UseQueryResult } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo } from 'react'
import { ApiError } from '../api/problem.ts'
import type { paths } from '../api/schema.d.ts'
import { exportUrl } from './exportUrl.ts'
import type { List, Paging, Raw } from './listSchema.ts'
import { id } from './listSchema.ts'

export interface ListState<S extends Paging> {
  search: S
  /** Changes filters, sort or search; the list starts again at its first page. */
  set: (patch: Partial<S>, options?: { replace?: boolean }) => void
  next: (cursor: string) => void
  previous: () => void
  page: number
  /**
   * Where the API has the list as a file, all rows that match. `path`: where the list's own has parameters; `more`: what
   * the page asks for beside what the URL says.
   */
  file: (organization_id: string, path?: string, more?: Record<string, string | boolean | undefined>) => string
  /** The list in the API, and what it is asked with for the first page of what the URL says. */
  path: keyof paths
  asks: (organization_id: string) => Record<string, unknown>
  /** What of the URL the server named in its refusal; empty where it refused something else. */
  refused: (error: unknown) => string[]
}

// Cursors only lead forward; the way back is remembered for as long as the tab lives.
const trails = new Map<string, Array<string | undefined>>()

function trailKey(search: Paging): string {
  return location.pathname + JSON.stringify({ ...search, cursor: undefined, page: undefined })
}

/** The parameters that a refused list call names. */
export function refusedParameters(error: unknown): string[] {
  if (!(error instanceof ApiError) || error.status !== 400) return []
  return error.fields.flatMap(({ parameter }) => parameter ?? [])
}

/** The state of one list as the URL has it, read by the list's schema; what else the URL holds is no part of it. */
export function useListState<P extends keyof paths, S extends Paging>(list: List<P, S>): ListState<S> {
  const raw: Raw = useSearch({ strict: false })
  const search = useMemo(() => list.read(raw), [list, raw])
  const navigate = useNavigate()
  const go = useCallback(
    (patch: Partial<S>, replace = false) => {
      void navigate({
        to: '.',
        search: ((before: Raw) => ({ org: id(before.org), ...list.read(before), ...patch })) as never,
        replace,
        resetScroll: false,
      })
    },
    [navigate, list],
  )
  const page = search.page ?? 1
  const first = { cursor: undefined, page: undefined } as Partial<S>
  return {
    search,
    page,
    set: useCallback((patch, options) => go({ ...patch, cursor: undefined, page: undefined }, options?.replace), [go]),
    next: (cursor) => {
      const key = trailKey(search)
      const trail = trails.get(key) ?? []
      trail[page] = search.cursor
      trails.set(key, trail)
      go({ cursor, page: page + 1 } as Partial<S>)
    },
    previous: () => {
      const trail = trails.get(trailKey(search))
      const cursor = trail?.[page - 1]
      go(cursor ? ({ cursor, page: page - 1 } as Partial<S>) : first)
    },
    file: (organization_id, path = list.path, more = {}) =>
      exportUrl(`${path}/export`, {
        organization_id,
        ...(list.filters(search) as Parameters<typeof exportUrl>[1]),
        sort: search.sort,
        ...more,
      }),
    path: list.path,
    asks: (organization_id) => list.query(organization_id, { ...search, cursor: undefined, page: undefined }),
    refused: (error) => refusedParameters(error).filter((name) => name in search),
  }
}

/**
 * The query of a list's page. What the URL holds and the server refuses (a cursor of last week, a value typed
 * by hand) is taken out of the URL, so that the list shows its first page instead of a refusal.
 */
export function useListQuery<S extends Paging, Data, Key extends QueryKey>(
  list: ListState<S>,
  options: UseQueryOptions<Data, Error, Data, Key>,
): UseQueryResult<Data> {
  const query = useQuery(options)
  const refused = list.refused(query.error).join()
  const { set } = list
  useEffect(() => {
    if (refused !== '')
      set(Object.fromEntries(refused.split(',').map((name) => [name, undefined])) as Partial<S>, { replace: true })
  }, [refused, set])
  return refused === ''
    ? query
    : ({ ...query, error: null, isError: false, isPending: query.data === undefined } as UseQueryResult<Data>)
}

/** `name` -> ascending -> descending -> ascending ...; another column starts ascending. */
export function nextSort(current: string | undefined, key: string): string {
  return current === key ? `-${key}` : key
}
