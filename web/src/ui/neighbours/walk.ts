// The list that was open last, so that its records can be gone through one by one in its order and with its filters.
// Kept by API path for as long as the tab lives; only ids, which say nothing to whoever may not see the records.
interface Rows {
  items: ReadonlyArray<{ id: string }>
  next_cursor?: string | null
  total_estimate?: number | null
  total_is_exact?: boolean | null
}

export interface Walk {
  /** Where the list is in the portal, with what it filters. */
  href: string
  /** What the API was asked, without the cursor. */
  query: Record<string, unknown>
  ids: readonly string[]
  /** The place of the first id in the whole list; 0 is the list's first. */
  from: number
  /** Where the rows after the last id are; null where there are none. */
  next: string | null
  /** How many rows match; null where nobody counted. */
  total: number | null
}

const walks = new Map<string, Walk>()
const listeners = new Set<() => void>()
const tell = () => listeners.forEach((listener) => listener())

export function onWalk(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const getWalk = (path: string): Walk | undefined => walks.get(path)

/** Whoever signs in next begins with their own lists. */
export function forgetWalks(): void {
  walks.clear()
  tell()
}

const pageOf = (page: Rows) => ({
  ids: page.items.map(({ id }) => id),
  next: page.next_cursor ?? null,
  total: page.total_is_exact === true ? (page.total_estimate ?? null) : null,
})

/** A page of a list is on the screen. What follows on the page before is one walk with it. */
export function rememberPage(path: string, at: Pick<Walk, 'href' | 'query' | 'from'>, page: Rows): void {
  const before = walks.get(path)
  const fresh = { ...at, ...pageOf(page) }
  const follows =
    before !== undefined &&
    JSON.stringify(before.query) === JSON.stringify(at.query) &&
    before.from + before.ids.length === at.from
  walks.set(path, follows ? { ...fresh, from: before.from, ids: [...before.ids, ...fresh.ids] } : fresh)
  tell()
}

/** The next rows, fetched while one goes through the records. */
export function appendPage(path: string, cursor: string, page: Rows): void {
  const before = walks.get(path)
  // Another list was opened meanwhile.
  if (before?.next !== cursor) return
  const { ids, next, total } = pageOf(page)
  walks.set(path, { ...before, ids: [...before.ids, ...ids], next, total: total ?? before.total })
  tell()
}

export interface Place {
  /** Counted from 1. */
  number: number
  total: number | null
  previous: string | undefined
  next: string | undefined
  /** The next record is on a page that was not fetched yet: its cursor. */
  more: string | null
}

/** Where a record stands in the list that was open last; undefined where it is none of that list. */
export function placeOf(walk: Walk | undefined, id: string): Place | undefined {
  const at = walk?.ids.indexOf(id) ?? -1
  if (!walk || at < 0) return undefined
  const next = walk.ids[at + 1]
  return {
    number: walk.from + at + 1,
    total: walk.total,
    previous: walk.ids[at - 1],
    next,
    more: next === undefined ? walk.next : null,
  }
}
