import { useEffect, useRef } from 'react'
import styles from './Tick.module.css'

interface Props {
  label: string
  checked: boolean
  /** Some of what it stands for is chosen. */
  some?: boolean
  /** `range`: Shift was held. */
  onChange: (range: boolean) => void
}

/** The box of a row: the browser's own, since a list has many of them. */
export function Tick({ label, checked, some = false, onChange }: Props) {
  const box = useRef<HTMLInputElement>(null)
  const range = useRef(false)
  useEffect(() => {
    if (box.current) box.current.indeterminate = some
  }, [some])
  return (
    <label className={styles.tick}>
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={checked}
        // The change itself says nothing of keys; the click that makes it comes first, also from the space bar.
        onClick={(event) => {
          range.current = event.shiftKey
        }}
        onChange={() => onChange(range.current)}
      />
    </label>
  )
}
