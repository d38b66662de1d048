import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import type { FocusEvent, KeyboardEvent } from 'react'
import { usePreferences } from '../../lib/preferences.ts'
import { setTabIndex } from './useOneStop.ts'

const controls = 'a[href], button, input, [tabindex]'
const controlsOf = (part: Element): HTMLElement[] => [...part.querySelectorAll<HTMLElement>(controls)]
const rowOf = (element: Element): HTMLTableRowElement | null => element.closest('tr')
const types = (element: Element): boolean =>
  element instanceof HTMLInputElement ? element.type !== 'checkbox' : element.matches('textarea, select')

interface Options {
  /** Toggles the row at this place of the page; with `to` what lies between becomes as the first is. */
  onToggle?: ((at: number) => void) | undefined
  onRange?: ((from: number, to: number) => void) | undefined
}

/**
 * One row of a table is a stop of the Tab key, with what stands in it; the arrow keys (and j, k) go to the same place of
 * the next row, left and right within the row, x or the space key chooses, with Shift a range; Enter on the box opens the row.
 * Puts `tabIndex` on the controls of the rows as they are in the document: cells draw them, and know nothing of it.
 */
export function useRowKeys({ onToggle, onRange }: Options) {
  const body = useRef<HTMLTableSectionElement>(null)
  const current = useRef(0)
  const { letterKeys } = usePreferences()
  const rows = () => [...(body.current?.rows ?? [])]
  const stop = (at: number) => {
    rows().forEach((row, index) => setTabIndex(controlsOf(row), () => index === at))
    current.current = at
  }
  // Rows come and go, and a cell may draw a new control.
  useLayoutEffect(() => stop(Math.min(current.current, Math.max(0, rows().length - 1))))

  const goTo = (at: number, from?: HTMLElement) => {
    const row = rows()[at]
    if (!row) return
    stop(at)
    const cell = from?.closest('td')?.cellIndex
    const same = cell === undefined ? undefined : row.cells[cell] && controlsOf(row.cells[cell])[0]
    ;(same ?? controlsOf(row)[0])?.focus()
  }
  const open = (row: HTMLTableRowElement) => row.querySelector<HTMLElement>('td:not([data-select]) a[href]')?.click()

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const target = event.target as HTMLElement
    const row = rowOf(target)
    if (!row || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || types(target)) return
    // Its menu or dialog is drawn elsewhere, but its keys come here.
    if (!body.current?.contains(target)) return
    const at = rows().indexOf(row)
    const letters = letterKeys ? event.key : ''
    const down = event.key === 'ArrowDown' || letters === 'j'
    const up = event.key === 'ArrowUp' || letters === 'k'
    if (down || up) {
      const to = Math.max(0, Math.min(rows().length - 1, at + (down ? 1 : -1)))
      if (event.shiftKey) onRange?.(at, to)
      goTo(to, target)
    } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const all = controlsOf(row)
      all[all.indexOf(target) + (event.key === 'ArrowRight' ? 1 : -1)]?.focus()
    } else if (event.key === 'Home') goTo(0, target)
    else if (event.key === 'End') goTo(rows().length - 1, target)
    else if (letters === 'x' && onToggle) onToggle(at)
    else if (event.key === 'Enter' && target.matches('input[type=checkbox]')) open(row)
    else return
    event.preventDefault()
  }
  const onFocus = (event: FocusEvent<HTMLTableSectionElement>) => {
    const row = rowOf(event.target)
    const at = row ? rows().indexOf(row) : -1
    if (at >= 0 && at !== current.current) stop(at)
  }

  // j and k bring one into the list from wherever the page has put the focus.
  const enter = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (!letterKeys || (event.key !== 'j' && event.key !== 'k')) return
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    const at = document.activeElement
    if (at && at !== document.body && !at.matches('h1, main')) return
    event.preventDefault()
    goTo(current.current)
  })
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => enter(event)
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return { ref: body, onKeyDown, onFocus }
}
