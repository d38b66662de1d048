import type { ReactNode } from 'react'
import { Lines } from './Loading.tsx'
import styles from './PaneList.module.css'
import { Problem } from './Problem.tsx'

/** How many things a pane shows. */
export const paneLength = 6

interface Query {
  isPending: boolean
  isError: boolean
  error: Error | null
  refetch: () => unknown
}

interface Line {
  id: string
  link: ReactNode
  /** Below the link, in small. */
  below: string
  state: ReactNode
  aside: ReactNode
}

/** The first things of a list in a pane: one line each. */
export function PaneList<Item>({
  query,
  items,
  empty,
  line,
}: {
  query: Query
  items: readonly Item[] | undefined
  empty: string
  line: (item: Item) => Line
}) {
  if (query.isPending) return <Lines count={paneLength} />
  if (items === undefined || query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />
  if (items.length === 0) return <p className="muted">{empty}</p>
  return (
    <ul className={styles.list}>
      {items
        .slice(0, paneLength)
        .map(line)
        .map(({ id, link, below, state, aside }) => (
          <li key={id} className={styles.item}>
            <span className={styles.grow}>
              {link}
              <span className={styles.sub}>{below}</span>
            </span>
            {state}
            <span className={styles.days}>{aside}</span>
          </li>
        ))}
    </ul>
  )
}
