import { useEffect, useRef } from 'react'
import styles from './mpsExpress.module.css'

/** The title of one step; the keyboard stands on it where the step before was left. */
export function StepHead({ title, first = false }: { title: string; first?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!first) heading.current?.focus()
  }, [first])
  return (
    <h2 ref={heading} tabIndex={-1} className={styles.step}>
      {title}
    </h2>
  )
}
