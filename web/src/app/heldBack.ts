import type { AnyRoute, HistoryLocation, RegisteredRouter } from '@tanstack/react-router'
import { anythingTyped, lastTyped } from '../ui/form/drafts.ts'
import { ChunkError, reloadOnce, untilLoaded } from '../lib/chunks.ts'
import type { LazyPage } from '../ui/lazy.tsx'

/** A page that was asked for and is not here yet: the page before stays, with all that was typed into it. */
export interface Held {
  href: string
  /** loading: on its way; unreachable: tried again by itself; gone: only a reload helps; ready: waits for a click. */
  why: 'loading' | 'unreachable' | 'gone' | 'ready'
}

let held: Held | null = null
let trying: AbortController | undefined
const listeners = new Set<() => void>()

export const getHeld = (): Held | null => held

export function onHeld(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function hold(next: Held | null): void {
  held = next
  listeners.forEach((listener) => listener())
}

/** Stays on this page; nothing is tried any more. */
export function letGo(): void {
  trying?.abort()
  hold(null)
}

function filesOf(router: RegisteredRouter, path: string): LazyPage[] {
  const [routes] = router.getMatchedRoutes(path)
  return routes.flatMap((route: AnyRoute) => {
    const component = route.options.component as Partial<LazyPage> | undefined
    return component?.ensure ? [component as LazyPage] : []
  })
}

export const filesHere = (router: RegisteredRouter): LazyPage[] => filesOf(router, router.history.location.pathname)

/**
 * Fetches the file of a page before one goes there. What cannot be fetched never replaces what is on the screen: the
 * router would show an error in its place, and the browser, without a connection, a page of its own.
 */
export function holdBack(router: RegisteredRouter): void {
  let latest = 0
  router.history.block({
    enableBeforeUnload: false,
    blockerFn: async ({
      currentLocation,
      nextLocation,
      action,
    }: {
      currentLocation: HistoryLocation
      nextLocation: HistoryLocation
      action: string
    }) => {
      // A list that notes its search goes nowhere: who clicked meanwhile still comes to what was clicked.
      if (action === 'REPLACE' && nextLocation.pathname === currentLocation.pathname) return false
      latest += 1
      const mine = latest
      const files = filesOf(router, nextLocation.pathname).filter((file) => !file.loaded())
      if (files.length === 0) {
        if (held) letGo()
        return false
      }
      trying?.abort()
      const ensure = async () => void (await Promise.all(files.map((file) => file.ensure())))
      const { href } = nextLocation
      const waiting = setTimeout(() => mine === latest && hold({ href, why: 'loading' }), 150)
      try {
        await ensure()
        if (mine === latest) hold(null)
        return mine !== latest
      } catch (error) {
        if (mine !== latest) return true
        const gone = error instanceof ChunkError && error.gone
        if (gone && !anythingTyped() && reloadOnce(href)) return true
        hold({ href, why: gone ? 'gone' : 'unreachable' })
        if (!gone) void goWhenItComes(router, href, ensure)
        return true
      } finally {
        clearTimeout(waiting)
      }
    },
  })
}

async function goWhenItComes(router: RegisteredRouter, href: string, ensure: () => Promise<void>): Promise<void> {
  const stop = new AbortController()
  trying = stop
  const asked = Date.now()
  await untilLoaded(ensure, stop.signal, (error) => error.gone && hold({ href, why: 'gone' }))
  if (stop.signal.aborted) return
  // Who has gone on typing is not taken away from it.
  if (lastTyped() > asked) hold({ href, why: 'ready' })
  else router.history.push(href)
}
