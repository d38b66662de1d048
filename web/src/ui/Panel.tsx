import type { ReactNode } from 'react'
import styles from './Panel.module.css'

/** A bordered area with an optional head line. */
export function Panel({
  title,
  aside,
  children,
  flush = false,
  id,
}: {
  title?: string
  aside?: ReactNode
  children: ReactNode
  flush?: boolean
  id?: string
}) {
  return (
    <section className={styles.panel} aria-labelledby={title && id ? id : undefined}>
      {title && (
        <header className={styles.head}>
          <h2 id={id}>{title}</h2>
          {aside}
        </header>
      )}
      <div className={flush ? undefined : styles.body}>{children}</div>
    </section>
  )
}
