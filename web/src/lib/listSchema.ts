// What a list keeps in its URL, and what of that it asks the API for. Two things on purpose: the URL also holds what is
// the portal's own (the organization acted in, a view, a page number), and the API refuses what it does not know.
import type { QueryOf } from '../api/types.ts'
import type { paths } from '../api/schema.d.ts'

export type Raw = Record<string, unknown>

// ---- readers: a value of the URL, or undefined for what is none ----

const longest = 200
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** What a person could have typed into a search field: no control characters, which the server refuses. */
export const text = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined
  const clean = value.replace(/\p{Cc}|\p{Cs}/gu, '').slice(0, longest)
  return clean === '' ? undefined : clean
}
export const id = (value: unknown): string | undefined =>
  typeof value === 'string' && uuid.test(value) ? value.toLowerCase() : undefined
/** Where a page starts, as the server sealed it. */
const place = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.~+/=-]{1,2000}$/.test(value) ? value : undefined
/** Which saved view of a list is open; 'none': none, although the person has one to begin with. */
export const savedView = (value: unknown): string | undefined => (value === 'none' ? value : id(value))
/** A whole number that the API's int32 holds. */
export const whole = (value: unknown): number | undefined => {
  const number =
    (typeof value === 'string' && value.trim() !== '') || typeof value === 'number' ? Number(value) : Number.NaN
  return Number.isInteger(number) && number >= 0 && number < 2 ** 31 ? number : undefined
}
export const flag = (value: unknown): boolean | undefined =>
  value === 'true' || value === true ? true : value === 'false' || value === false ? false : undefined
export const oneOf =
  <V extends readonly string[]>(values: V) =>
  (value: unknown): V[number] | undefined =>
    values.find((each) => each === value)

const mostValues = 50
/** Several values of one kind, each once; one value alone is written like a list of it. */
export const several =
  <V>(read: (value: unknown) => V | undefined, most = mostValues) =>
  (value: unknown): V[] | undefined => {
    const values = (Array.isArray(value) ? (value as unknown[]) : [value]).slice(0, most).map(read)
    const known = [...new Set(values.filter((one): one is Exclude<typeof one, undefined> => one !== undefined))]
    return known.length === 0 ? undefined : known
  }

// ---- a list ----

type Readers = Record<string, (raw: unknown) => unknown>
type ReadBy<F extends Readers> = { [K in keyof F]?: Exclude<ReturnType<F[K]>, undefined> }

/** What every list keeps in its URL. `page` is for people; the server is asked by `cursor`. */
export interface Paging {
  sort?: string
  cursor?: string
  page?: number
}

type ListPath = { [P in keyof paths]: QueryOf<P> extends { cursor?: string } ? P : never }[keyof paths]
type Filters<P extends keyof paths> = Omit<QueryOf<P>, 'organization_id' | 'limit' | 'cursor' | 'sort'>

/** For each parameter of the API where its value comes from: the URL's value of the same name, or a function. */
type Parameters<P extends keyof paths, S> = {
  [K in keyof Filters<P>]?:
    ((state: S) => Filters<P>[K]) | (K extends keyof S ? (S[K] extends Filters<P>[K] ? 'same' : never) : never)
}

export interface List<P extends keyof paths, S extends Paging> {
  path: P
  /** By which columns the list can be sorted, as the API names them. */
  sorts: readonly string[]
  /** What the URL says; unknown keys and values that are none are left out. */
  read: (raw: Raw) => S
  /** The API's filters, and nothing else. */
  filters: (state: S) => Filters<P>
  /** Everything that the API is asked with. */
  query: (organization_id: string, state: S) => QueryOf<P>
}

export type StateOf<L> = L extends { read: (raw: Raw) => infer S } ? S : never

export const pageSize = 50

interface Rest<P extends keyof paths, F extends Readers> {
  sorts?: QueryOf<P> extends { sort?: string } ? readonly string[] : never
  parameters: Parameters<P, ReadBy<F> & Paging>
}

const withoutGaps = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T

/**
 * One list of the portal. The type of `parameters` is the API's: a parameter that it does not know does not compile,
 * nor does a value of another type.
 */
export function defineList<P extends ListPath, const F extends Readers>(
  path: P,
  url: F,
  { sorts = [] as never, parameters }: Rest<P, NoInfer<F>>,
): List<P, ReadBy<F> & Paging> {
  type S = ReadBy<F> & Paging
  const read = (raw: Raw): S => {
    const values = Object.fromEntries(Object.entries(url).map(([key, reader]) => [key, reader(raw[key])]))
    const sort = text(raw.sort)
    const page = whole(raw.page)
    const cursor = place(raw.cursor)
    // A cursor without the number of its page, or a number without a cursor, was made by hand.
    const paged = cursor !== undefined && page !== undefined && page > 1
    return withoutGaps({
      ...values,
      sort: sort !== undefined && (sorts as readonly string[]).includes(sort.replace(/^-/, '')) ? sort : undefined,
      cursor: paged ? cursor : undefined,
      page: paged ? page : undefined,
    }) as S
  }
  const filters = (state: S): Filters<P> =>
    withoutGaps(
      Object.fromEntries(
        Object.entries(parameters as Record<string, 'same' | ((state: S) => unknown)>).map(([name, from]) => [
          name,
          typeof from === 'function' ? from(state) : (state as Raw)[name],
        ]),
      ),
    ) as Filters<P>
  return {
    path,
    sorts,
    read,
    filters,
    query: (organization_id, state) =>
      withoutGaps({
        organization_id,
        limit: pageSize,
        sort: state.sort,
        cursor: state.cursor,
        ...filters(state),
      }) as unknown as QueryOf<P>,
  }
}
