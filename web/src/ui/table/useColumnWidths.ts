import { useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { setTablePreferences } from '../../lib/preferences.ts'

/** px */
export const narrowest = 48
export const widest = 800
const within = (width: number) => Math.round(Math.min(widest, Math.max(narrowest, width)))

/**
 * How wide the columns of the table `id` are: as `sizing` has them, else as wide as the page says. The edge of a column
 * is drawn with the pointer, or moved with Shift and the arrow keys; it is kept once the pointer is let go.
 */
export function useColumnWidths(id: string, sizing: Record<string, number>) {
  const [drawn, setDrawn] = useState<{ column: string; from: number; width: number; at: number } | null>(null)
  const keep = (column: string, width: number) =>
    setTablePreferences(id, { sizing: { ...sizing, [column]: within(width) } })
  return {
    widthOf: (column: { id: string; width: number }): number =>
      drawn?.column === column.id ? drawn.width : (sizing[column.id] ?? column.width),
    edge: (column: string, width: number) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrawn({ column, from: width, width, at: event.clientX })
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) =>
        drawn && setDrawn({ ...drawn, width: within(drawn.from + event.clientX - drawn.at) }),
      onPointerUp: () => {
        if (drawn) keep(drawn.column, drawn.width)
        setDrawn(null)
      },
      onPointerCancel: () => setDrawn(null),
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const step = event.key === 'ArrowLeft' ? -16 : event.key === 'ArrowRight' ? 16 : 0
        if (step === 0 || !event.shiftKey) return
        event.preventDefault()
        event.stopPropagation()
        keep(column, width + step)
      },
    }),
  }
}
