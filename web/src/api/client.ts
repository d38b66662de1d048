import createClient from 'openapi-fetch'
import { ApiError, toApiError } from './problem.ts'
import type { paths } from './schema.d.ts'

type Reauthenticate = () => Promise<void>
type ReachabilityListener = (reachable: boolean) => void

let reauthenticate: Reauthenticate | undefined
let language = 'en'
const reachability = new Set<ReachabilityListener>()

/** Filled by the expired-session dialog: resolves when the person has signed in again. */
export function onSessionExpired(handler: Reauthenticate | undefined): void {
  reauthenticate = handler
}

export function setApiLanguage(value: string): void {
  language = value
}

export function onReachability(listener: ReachabilityListener): () => void {
  reachability.add(listener)
  return () => reachability.delete(listener)
}

/** Whether the server answers at all; asked when something else than a call to the API failed. */
export async function isReachable(): Promise<boolean> {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).status < 500
  } catch {
    return false
  }
}

export function tellReachability(reachable: boolean): void {
  reachability.forEach((listener) => listener(reachable))
}

const withoutSession = /\/api\/v1\/(session|setup|password-resets|sign-in-providers|provider-sign-ins(\/completions)?)$/
// Refused with 503 because somebody else's server is slow: ours is there.
const asksOthers = /\/api\/v1\/provider-sign-ins(\/completions)?$/

/**
 * Sends a request; when the session has expired it waits until the person has signed in again and repeats it, so
 * that a form that is being saved is saved, not lost.
 */
async function send(request: Request): Promise<Response> {
  const again = request.clone()
  let response: Response
  try {
    response = await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    tellReachability(false)
    throw new ApiError({ title: '', status: 0, code: 'unreachable' })
  }
  const { pathname } = new URL(request.url)
  tellReachability(response.status !== 502 && (response.status !== 503 || asksOthers.test(pathname)) && response.status !== 504)
  if (response.status !== 401 || withoutSession.test(pathname) || !reauthenticate) return response
  await reauthenticate()
  return fetch(again)
}

export const api = createClient<paths>({ baseUrl: globalThis.location?.origin ?? '', fetch: send, credentials: 'same-origin' })

api.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', language)
    return request
  },
})

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The body of a call that worked; throws ApiError for one that did not. */
export async function body<T>(call: Promise<Answer<T>>): Promise<T> {
  return (await answer(call)).data
}

/**
 * The version in an ETag, `"7"` of `"7-<what was shown>"`: what a change must name. The rest grows old with every reading
 * that a page shows beside what people write, and is nobody's change.
 */
export const versionTag = (etag: string | null): string | null => etag?.replace(/^(?:W\/)?"(\d+)-[^"]*"$/, '"$1"') ?? null

/** As `body`, with the ETag that a later change must name. */
export async function answer<T>(call: Promise<Answer<T>>): Promise<{ data: T; etag: string | null }> {
  const { data, error, response } = await call
  if (!response.ok) throw toApiError(error, response)
  return { data: data as T, etag: versionTag(response.headers.get('etag')) }
}

const fileName = (header: string | null): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1]
  return encoded === undefined
    ? (/filename="?([^";]+)/i.exec(header ?? '')?.[1] ?? 'platen')
    : decodeURIComponent(encoded)
}

/**
 * A file that the server writes, with the server's name for it. Asked for as everything else, so that a session that has
 * ended is asked for again on top of the page, and what is refused is told there.
 */
export async function fetchFile(url: string): Promise<{ name: string; file: Blob }> {
  const response = await send(new Request(new URL(url, globalThis.location.origin), { headers: { 'Accept-Language': language }, credentials: 'same-origin' }))
  if (!response.ok) throw toApiError(await response.json().catch(() => undefined), response)
  try {
    return { name: fileName(response.headers.get('content-disposition')), file: await response.blob() }
  } catch {
    // Cut off on its way: half a file is none.
    throw new ApiError({ title: '', status: 0, code: 'unreachable' })
  }
}

/** One key for one intention: made when a form opens, sent with each of its attempts, so a double click makes one row. */
export function newIdempotencyKey(): string {
  return crypto.randomUUID()
}
