import { useEffect, useSyncExternalStore } from 'react'
import type { FocusEvent, ReactNode, SyntheticEvent } from 'react'
import { lazyPart } from '../lazy.tsx'

/*
 * One tooltip for all that have one: a list has hundreds of them, and a component for each costs more than the row that it
 * stands in. What it says is made when it is shown, and what finds its place comes with the first one.
 */

const nothing = () => null
const TipPlace = lazyPart(() => import('./TipPlace.tsx'), nothing)

interface Shown {
  target: HTMLElement
  content: ReactNode
}

let shown: Shown | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function publish(next: Shown | null): void {
  clearTimeout(timer)
  if (shown === next) return
  shown?.target.removeAttribute('aria-describedby')
  // What is called so already is not read out twice.
  if (next && next.target.getAttribute('aria-label') !== next.content)
    next.target.setAttribute('aria-describedby', 'tip')
  shown = next
  listeners.forEach((listener) => listener())
}

function after(milliseconds: number, next: Shown | null): void {
  clearTimeout(timer)
  timer = setTimeout(() => publish(next), milliseconds)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** ms: a pointer that passes by shows nothing; one on its way to the tip finds it; a finger has time to read. */
const pause = { enter: 250, leave: 100, touch: 6000 }

/** What an element needs to say more on hover, focus and touch: `<span {...tip(() => words)}>`. */
export function tip(content: () => ReactNode) {
  const of = (event: SyntheticEvent<HTMLElement>): Shown => ({ target: event.currentTarget, content: content() })
  return {
    onMouseEnter: (event: SyntheticEvent<HTMLElement>) => after(pause.enter, of(event)),
    onMouseLeave: () => after(pause.leave, null),
    onTouchStart: (event: SyntheticEvent<HTMLElement>) => publish(of(event)),
    onTouchEnd: () => after(pause.touch, null),
    onFocus: (event: FocusEvent<HTMLElement>) => event.currentTarget.matches(':focus-visible') && publish(of(event)),
    onBlur: () => publish(null),
  }
}

/** Answers what was done to `target`, for `milliseconds`. */
export function tell(target: HTMLElement, content: ReactNode, milliseconds: number): void {
  publish({ target, content })
  after(milliseconds, null)
}

/** Stands once in the document. It stays while the pointer is on it, and goes with Escape (WCAG 1.4.13). */
export function Tips() {
  const now = useSyncExternalStore(subscribe, () => shown)
  const target = now?.target
  useEffect(() => {
    if (!target) return undefined
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && publish(null)
    // A row that went took its tip along without a word.
    const onMove = () => target.isConnected || publish(null)
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('pointermove', onMove)
    document.addEventListener('scroll', onMove, true)
    const gone = new MutationObserver(onMove)
    gone.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('keydown', onKey, true)
      document.removeEventListener('pointermove', onMove)
      document.removeEventListener('scroll', onMove, true)
      gone.disconnect()
    }
  }, [target])
  if (!now) return null
  return (
    <TipPlace
      target={now.target}
      content={now.content}
      onEnter={() => clearTimeout(timer)}
      onLeave={() => after(pause.leave, null)}
    />
  )
}
