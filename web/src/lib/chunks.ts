import { isReachable, tellReachability } from '../api/client.ts'

/**
 * Pages and dialogs come as files of their own, when they are needed. Such a file may fail to come: the server cannot
 * be reached (try again), or it was upgraded and the file is gone (only a reload of the document helps).
 */
export class ChunkError extends Error {
  readonly gone: boolean
  constructor(gone: boolean, cause: unknown) {
    super(gone ? 'a part of the portal is not on the server any more' : 'a part of the portal could not be fetched', {
      cause,
    })
    this.name = 'ChunkError'
    this.gone = gone
  }
}

export async function loadChunk<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch {
    if (!(await isReachable())) {
      tellReachability(false)
      throw new ChunkError(false, undefined)
    }
    try {
      return await load()
    } catch (error) {
      throw new ChunkError(await isReachable(), error)
    }
  }
}

const between = 3_000

/** Resolves when it is worth trying again: after a few seconds, or as soon as the browser says that it is online. */
export function nextTry(signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, between)
    window.addEventListener('online', done)
    signal?.addEventListener('abort', done)
  })
}

export interface Chunk {
  /** Fetches the file unless it is here; throws ChunkError. */
  ensure: () => Promise<void>
  loaded: () => boolean
}

const known = new Set<Chunk>()

/** A file that is fetched when it is needed, or beforehand. */
export function chunk<C>(load: () => Promise<C>): Chunk & { value: () => C | undefined } {
  let value: C | undefined
  let running: Promise<void> | undefined
  const made = {
    value: () => value,
    loaded: () => value !== undefined,
    ensure: () => {
      if (value !== undefined) return Promise.resolve()
      running ??= loadChunk(load)
        .then((loaded) => void (value = loaded))
        .finally(() => (running = undefined))
      return running
    },
  }
  known.add(made)
  return made
}

/** Tries until it works or `signal` aborts; each failure is passed to `onFailure`. */
export async function untilLoaded<T>(
  load: () => Promise<T>,
  signal: AbortSignal,
  onFailure?: (error: ChunkError) => void,
): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await load()
    } catch (error) {
      if (!signal.aborted) onFailure?.(error instanceof ChunkError ? error : new ChunkError(false, error))
      await nextTry(signal)
    }
  }
  return undefined
}

const atRest = (): Promise<void> =>
  new Promise((resolve) =>
    typeof requestIdleCallback === 'function'
      ? requestIdleCallback(() => resolve(), { timeout: 5_000 })
      : setTimeout(resolve, 500),
  )

/** Once the first page is at rest, all other pages are fetched one by one, so that a click finds them without a server. */
export async function fetchAllAtRest(signal: AbortSignal): Promise<void> {
  await nextTry(signal)
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true) return
  // A page that comes may know further parts.
  for (let next = missing(); next && !signal.aborted; next = missing()) {
    await atRest()
    if (signal.aborted) return
    try {
      await next.ensure()
    } catch (error) {
      if (error instanceof ChunkError && error.gone) return
      await nextTry(signal)
    }
  }
}

const missing = (): Chunk | undefined => [...known].find((file) => !file.loaded())

const reloadedKey = 'platen.reloaded'

/** Loads the whole document anew, for `href`; at most once a minute, so that a broken installation does not spin. */
export function reloadOnce(href: string): boolean {
  try {
    if (Date.now() - Number(sessionStorage.getItem(reloadedKey) ?? 0) < 60_000) return false
    sessionStorage.setItem(reloadedKey, String(Date.now()))
  } catch {
    return false
  }
  window.location.assign(href)
  return true
}
