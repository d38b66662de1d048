import { Popper } from '@mui/material'
import type { ReactNode } from 'react'
import styles from './Tip.module.css'

/** The tooltip beside what it belongs to. */
export default function TipPlace(props: {
  target: HTMLElement
  content: ReactNode
  onEnter: () => void
  onLeave: () => void
}) {
  return (
    <Popper open anchorEl={props.target} placement="bottom" className={styles.place}>
      <div id="tip" role="tooltip" className={styles.tip} onMouseEnter={props.onEnter} onMouseLeave={props.onLeave}>
        {props.content}
      </div>
    </Popper>
  )
}
