import type { AnyRouter } from '@tanstack/react-router'

/**
 * After a change of page the keyboard stands on its heading and a screen reader hears its title. A page whose data are
 * on their way has no heading yet: it takes the focus when it comes, unless the person has gone on meanwhile.
 */
let wanted = false
let announced = ''
const listeners = new Set<() => void>()

export const getAnnounced = (): string => announced

export function onAnnounced(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

// A field that has the focus by itself, or a dialog above the page, keeps it.
const isTaken = (): boolean =>
  document.activeElement !== null &&
  document.activeElement.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null

/** A heading came onto the page. */
export function takeFocus(heading: HTMLElement | null): void {
  if (!wanted || !heading?.isConnected) return
  wanted = false
  announced = document.title
  listeners.forEach((listener) => listener())
  if (!isTaken()) heading.focus({ preventScroll: true })
}

export function followPages(router: AnyRouter): () => void {
  const stop = router.subscribe('onRendered', (event) => {
    if (!event.fromLocation || !event.pathChanged) return
    wanted = true
    takeFocus(document.querySelector<HTMLElement>('main h1'))
  })
  const goOn = () => void (wanted = false)
  window.addEventListener('pointerdown', goOn, true)
  window.addEventListener('keydown', goOn, true)
  return () => {
    stop()
    window.removeEventListener('pointerdown', goOn, true)
    window.removeEventListener('keydown', goOn, true)
  }
}
