import { useLayoutEffect, useRef } from 'react'
import type { FocusEvent, KeyboardEvent } from 'react'

/** Writes what is different: a list has hundreds of controls, and each write makes the browser look at it again. */
export function setTabIndex(controls: HTMLElement[], stops: (each: HTMLElement) => boolean): void {
  for (const each of controls) {
    const wanted = stops(each) ? 0 : -1
    if (each.tabIndex !== wanted || !each.hasAttribute('tabindex')) each.tabIndex = wanted
  }
}

const controls = 'a[href], button, input, [tabindex]'

/**
 * The controls of a toolbar, or of the head of a table, as one stop of the Tab key: left and right go from one to the next,
 * Home and End to the first and the last. Puts `tabIndex` on them as they are in the document.
 */
export function useOneStop<E extends HTMLElement>() {
  const group = useRef<E>(null)
  const current = useRef<HTMLElement | null>(null)
  const all = () => [...(group.current?.querySelectorAll<HTMLElement>(controls) ?? [])]
  const stop = (at: HTMLElement | undefined) => {
    setTabIndex(all(), (each) => each === at)
    current.current = at ?? null
  }
  useLayoutEffect(() => {
    const now = all()
    stop(now.find((each) => each === current.current) ?? now[0])
  })
  return {
    ref: group,
    onFocus: (event: FocusEvent<E>) => {
      if (event.target !== current.current && all().includes(event.target)) stop(event.target)
    },
    onKeyDown: (event: KeyboardEvent<E>) => {
      const now = all()
      const at = now.indexOf(event.target as HTMLElement)
      // Of a dialog that one of them has opened, the keys come here, too.
      if (at < 0 || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: now.length - 1 }[event.key]
      if (to === undefined) return
      event.preventDefault()
      now[to]?.focus()
    },
  }
}
