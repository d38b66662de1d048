import type { ReactNode } from 'react'
import { useFormat } from '../lib/useFormat.ts'
import styles from './Timeline.module.css'

export interface TimelineEntry {
  id: string
  at: string
  icon: ReactNode
  tone?: 'ok' | 'warning' | 'error' | 'neutral'
  title: ReactNode
  detail?: ReactNode
}

/** One history, newest first, days as headings. */
export function Timeline({ entries }: { entries: TimelineEntry[] }) {
  const format = useFormat()
  const days: Array<{ day: string; entries: TimelineEntry[] }> = []
  for (const entry of entries) {
    const day = format.date(entry.at)
    const last = days.at(-1)
    if (last?.day === day) last.entries.push(entry)
    else days.push({ day, entries: [entry] })
  }
  return (
    <ol className={styles.days}>
      {days.map((day) => (
        <li key={day.day}>
          <h3 className={styles.day}>{day.day}</h3>
          <ol>
            {day.entries.map((entry) => (
              <li key={entry.id} className={styles.entry} data-tone={entry.tone ?? 'neutral'}>
                <span className={styles.icon} aria-hidden>
                  {entry.icon}
                </span>
                <div className={styles.text}>
                  <div>{entry.title}</div>
                  {entry.detail && <div className="muted small">{entry.detail}</div>}
                </div>
                <time dateTime={entry.at} className={styles.time} title={format.dateTime(entry.at)}>
                  {format.time(entry.at)}
                </time>
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  )
}
