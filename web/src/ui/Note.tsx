import type { ReactNode } from 'react'
import styles from './Note.module.css'

/** A sentence beside a form or a table that should not be missed. */
export function Note({ tone = 'neutral', children }: { tone?: 'neutral' | 'warning' | 'info'; children: ReactNode }) {
  return (
    <div className={styles.note} data-tone={tone}>
      {children}
    </div>
  )
}
