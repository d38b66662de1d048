import type { ReactNode } from 'react'
import styles from './SectionNav.module.css'

/** Links to the pages of one subject beside each other, above them; `label` names them for who does not see them. */
export function SectionNav({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav className={styles.sections} aria-label={label}>
      {children}
    </nav>
  )
}
