import type { Formatter } from '../lib/format.ts'
import { useNow } from '../lib/now.ts'
import { useFormat } from '../lib/useFormat.ts'
import { tip } from './tip/Tip.tsx'

/** "3 min ago" with the exact time on hover and touch, and read out; gray once it is older than `staleAfterSeconds`. */
export function Age({ at, staleAfterSeconds }: { at: string | null | undefined; staleAfterSeconds?: number }) {
  const format = useFormat()
  return age(format, useNow(), at, staleAfterSeconds)
}

/** The same where a list has many of them, and is drawn anew when time passes. */
export function age(format: Formatter, now: number, at: string | null | undefined, staleAfterSeconds?: number) {
  if (!at) return <span className="faint">–</span>
  const stale = staleAfterSeconds !== undefined && now - Date.parse(at) > staleAfterSeconds * 1000
  return (
    <time dateTime={at} className={stale ? 'faint nowrap' : 'nowrap'} {...tip(() => format.dateTime(at))}>
      {format.relative(at, now)}
      <span className="visually-hidden">{` ${format.dateTime(at)} `}</span>
    </time>
  )
}

/** The absolute time followed by the relative one. */
export function When({ at }: { at: string | null | undefined }) {
  const format = useFormat()
  const now = useNow()
  if (!at) return <span className="faint">–</span>
  return (
    <time dateTime={at}>
      {format.dateTime(at)} <span className="muted">({format.relative(at, now)})</span>
    </time>
  )
}
