import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What every list keeps in its URL. `page` is for people; the server is asked by `cursor`. */
export interface ListSearch {
  search?: string
  sort?: string
  cursor?: string
  page?: number
}

export type Raw = Record<string, unknown>

export const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
export const whole = (value: unknown): number | undefined => {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN
  return Number.isInteger(number) && number >= 0 ? number : undefined
}
export const flag = (value: unknown): boolean | undefined => (value === 'true' || value === true ? true : value === 'false' || value === false ? false : undefined)
export const oneOf = <T extends string>(value: unknown, values: readonly T[]): T | undefined => values.find((each) => each === value)

export function listSearch(raw: Raw): ListSearch {
  const cursor = text(raw.cursor)
  return { search: text(raw.search), sort: text(raw.sort), cursor, page: cursor ? whole(raw.page) : undefined }
}

export interface ListState<S extends ListSearch> {
  search: S
  /** Changes filters, sort or search; the list starts again at its first page. */
  set: (patch: Partial<S>, options?: { replace?: boolean }) => void
  next: (cursor: string) => void
  previous: () => void
  page: number
}

// Cursors only lead forward; the way back is remembered for as long as the tab lives.
const trails = new Map<string, Array<string | undefined>>()

function trailKey(search: ListSearch): string {
  return location.pathname + JSON.stringify({ ...search, cursor: undefined, page: undefined })
}

export function useListState<S extends ListSearch>(): ListState<S> {
  const search = useSearch({ strict: false }) as unknown as S
  const navigate = useNavigate()
  const go = useCallback(
    (patch: Partial<ListSearch>, replace = false) => {
      void navigate({ to: '.', search: ((before: Raw) => ({ ...before, ...patch })) as never, replace, resetScroll: false })
    },
    [navigate],
  )
  const page = search.page ?? 1
  return {
    search,
    page,
    set: useCallback((patch, options) => go({ ...patch, cursor: undefined, page: undefined }, options?.replace), [go]),
    next: (cursor) => {
      const key = trailKey(search)
      const trail = trails.get(key) ?? []
      trail[page] = search.cursor
      trails.set(key, trail)
      go({ cursor, page: page + 1 })
    },
    previous: () => {
      const trail = trails.get(trailKey(search))
      const cursor = trail?.[page - 1]
      go(cursor ? { cursor, page: page - 1 } : { cursor: undefined, page: undefined })
    },
  }
}

/** `name` -> ascending -> descending -> ascending ...; another column starts ascending. */
export function nextSort(current: string | undefined, key: string): string {
  return current === key ? `-${key}` : key
}
