import { Tooltip } from '@mui/material'
import { useNow } from '../lib/now.ts'
import { useFormat } from '../lib/useFormat.ts'

/** "3 min ago" with the exact time on hover and focus; gray once it is older than `staleAfterSeconds`. */
export function Age({ at, staleAfterSeconds }: { at: string | null | undefined; staleAfterSeconds?: number }) {
  const format = useFormat()
  const now = useNow()
  if (!at) return <span className="faint">–</span>
  const stale = staleAfterSeconds !== undefined && now - Date.parse(at) > staleAfterSeconds * 1000
  return (
    <Tooltip title={format.dateTime(at)}>
      <time dateTime={at} className={stale ? 'faint nowrap' : 'nowrap'}>
        {format.relative(at, now)}
      </time>
    </Tooltip>
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
