import type { ReactNode } from 'react'
import { Breakable } from '../Breakable.tsx'
import { CopyButton } from './CopyButton.tsx'
import styles from './CopyText.module.css'

/** A value with a button that copies it; `block` is for commands and tokens that are shown once. */
export function CopyText({
  text,
  mono = false,
  block = false,
  label,
}: {
  text: string
  mono?: boolean
  block?: boolean
  label?: string
}) {
  return (
    <span className={block ? styles.block : styles.inline}>
      <span className={mono ? 'mono break' : 'break'}>
        <Breakable text={text} />
      </span>
      <CopyButton text={text} label={label} />
    </span>
  )
}

/** A cell whose value can be copied: the button comes with the pointer or the focus, and takes no room. */
export function CopyCell({ text, children }: { text: string; children: ReactNode }) {
  return (
    <span className={styles.cell}>
      {children}
      <CopyButton text={text} />
    </span>
  )
}
