import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleSlash2,
  Clock3,
  Info,
  Loader2,
  TriangleAlert,
} from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './StatusWord.module.css'

export type Tone = 'ok' | 'warning' | 'error' | 'neutral' | 'info' | 'running' | 'waiting' | 'off'

const icons = {
  ok: CircleCheck,
  warning: TriangleAlert,
  error: CircleAlert,
  neutral: CircleDashed,
  info: Info,
  running: Loader2,
  waiting: Clock3,
  off: CircleSlash2,
}

/** A state: always an icon and a word, never colour alone. `pill` puts it on a soft ground. */
export function StatusWord({
  tone,
  children,
  pill = false,
  title,
}: {
  tone: Tone
  children: ReactNode
  pill?: boolean
  title?: string
}) {
  const Icon = icons[tone]
  return (
    <span className={styles.status} data-tone={tone} data-pill={pill || undefined} title={title}>
      <Icon size={14} strokeWidth={2.25} aria-hidden className={tone === 'running' ? styles.spin : undefined} />
      <span className={styles.word}>{children}</span>
    </span>
  )
}
