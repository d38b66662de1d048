import type { ReactNode } from 'react'
import styles from './RowButton.module.css'

/** The name of a row that opens it in a dialog: where it has no page of its own to link to. */
export function RowButton({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={styles.button} onClick={onClick}>
      {children}
    </button>
  )
}
