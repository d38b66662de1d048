import { useSyncExternalStore } from 'react'

/** The time that ages are counted from. */
export function now(): number {
  return Date.now()
}

let tick = now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

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
  useTick()
  return now()
}

/** The time, in steps of 15 s: for what is made anew when it changes. Up to 15 s behind. */
export function useTick(): number {
  return useSyncExternalStore(subscribe, () => {
    // While nobody looked, nothing counted.
    if (timer === undefined && now() - tick > 15_000) tick = now()
    return tick
  })
}
