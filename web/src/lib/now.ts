import { useSyncExternalStore } from 'react'

/**
 * The time that ages are counted from. It follows the server's business clock (the demo's runs faster than the
 * wall clock): every answer may carry `X-Platen-Now`; without it the browser's own clock is used.
 */
let offset = 0
let tick = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

export function setServerNow(iso: string | null): void {
  if (!iso) return
  const server = Date.parse(iso)
  if (!Number.isNaN(server)) offset = server - Date.now()
}

export function now(): number {
  return Date.now() + offset
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    tick = now()
    listeners.forEach((each) => each())
  }, 15_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0 && timer) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** Re-renders every 15 s, so that "3 min ago" stays true. */
export function useNow(): number {
  useSyncExternalStore(subscribe, () => tick)
  return now()
}
