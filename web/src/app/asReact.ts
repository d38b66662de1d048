import { options } from 'preact'
import type { Ref, VNode } from 'preact'

// Where the portal's libraries count on React and Preact does otherwise.

// Preact draws again as a microtask, so that the next key finds what the one before has done. But the router throws a
// promise while a page is pending, and hears by an effect that it no longer is: one that is fulfilled already would be
// thrown again and again, and no effect would ever run. After some drawings in a row the browser has its turn.
const most = 50
let inARow = 0
let draw: (() => void) | undefined
const next = new MessageChannel()
next.port1.onmessage = () => {
  inARow = 0
  const waiting = draw
  draw = undefined
  waiting?.()
}
options.debounceRendering = (process) => {
  inARow += 1
  if (inARow < most) queueMicrotask(process)
  else draw = process
  if (inARow === 1 || inARow >= most) next.port2.postMessage(null)
}

// React runs the effects of what a key or a click has drawn before the next one comes; Preact waits for the next frame. Whoever
// types a number and presses Enter at once would send what was there before: queries and forms learn by effects what to send.
options.requestAnimationFrame = (run) => queueMicrotask(run)

// React gives the focus to what is drawn with `autoFocus`, at once. Preact leaves it to the browser, which does so once in
// the life of a page.

const had = new WeakSet<HTMLElement>()

function focusFirst(element: HTMLElement | null): void {
  if (!element || had.has(element)) return
  had.add(element)
  element.focus()
}

// The same function for the same ref: another one at each render would take the element away and give it again.
const together = new WeakMap<object, (element: HTMLElement | null) => void>()

function withFocus(ref: Ref<HTMLElement> | undefined): (element: HTMLElement | null) => void {
  if (!ref) return focusFirst
  const known = together.get(ref)
  if (known) return known
  const both = (element: HTMLElement | null) => {
    if (typeof ref === 'function') ref(element)
    else ref.current = element
    focusFirst(element)
  }
  together.set(ref, both)
  return both
}

// eslint-disable-next-line @typescript-eslint/unbound-method -- a hook of Preact, called as a plain function
const before = options.vnode
options.vnode = (vnode: VNode & { ref?: Ref<HTMLElement> | undefined }) => {
  if (typeof vnode.type === 'string' && (vnode.props as { autoFocus?: boolean }).autoFocus === true)
    vnode.ref = withFocus(vnode.ref)
  before?.(vnode)
}
