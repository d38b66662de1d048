import type { ReactNode } from 'react'
import { breakable } from './Breakable.tsx'
import styles from './Facts.module.css'

/** Label and value pairs; a value that the printer did not give shows a dash. */
export function Facts({ items, columns = 1 }: { items: Array<[label: string, value: ReactNode]>; columns?: 1 | 2 }) {
  return (
    <dl className={styles.facts} data-columns={columns}>
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value === null || value === undefined || value === '' ? (
              <span className="faint">–</span>
            ) : (
              breakable(value)
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
