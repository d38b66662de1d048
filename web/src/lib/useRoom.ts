import type { RefObject } from 'react'
import { useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/**
 * How much has to make way so that the children of an element have room side by side: 0 nothing, then one step after the
 * other, each of which gives the element more room or takes the children away. `spare[n]` is how many px must be free before
 * step n + 1 is taken back; at least what it gave, else it would come and go. Children that are taken away keep their width
 * (`visibility: hidden`).
 */
export function useRoom(element: RefObject<HTMLElement | null>, spare: readonly number[]): number {
  const [step, setStep] = useState(0)
  // After each rendering: other words change no size that could be observed.
  useLayoutEffect(() => {
    const bar = element.current
    if (!bar) return undefined
    const measure = () => {
      const first = bar.firstElementChild?.getBoundingClientRect()
      const last = bar.lastElementChild?.getBoundingClientRect()
      const needed = first && last ? last.right - first.left : 0
      if (needed > bar.clientWidth) setStep(Math.min(step + 1, spare.length))
      else if (step > 0 && needed + (spare[step - 1] ?? 0) <= bar.clientWidth) setStep(step - 1)
    }
    measure()
    // Before it is painted, so that nothing lies on anything for a moment.
    const observer = new ResizeObserver(() => flushSync(measure))
    observer.observe(bar)
    return () => observer.disconnect()
  })
  return step
}
