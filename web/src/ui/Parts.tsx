import { Skeleton } from '@mui/material'
import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDelayed } from '../lib/useDelayed.ts'
import styles from './Parts.module.css'
import { Breakable } from './Breakable.tsx'

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
        <header className={styles.panelHead}>
          <h2 id={id}>{title}</h2>
          {aside}
        </header>
      )}
      <div className={flush ? undefined : styles.panelBody}>{children}</div>
    </section>
  )
}

/** Label and value pairs; a value that the printer did not give shows a dash. */
export function Facts({ items, columns = 1 }: { items: Array<[label: string, value: ReactNode]>; columns?: 1 | 2 }) {
  return (
    <dl className={styles.facts} data-columns={columns}>
      {items.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value === null || value === undefined || value === '' ? <span className="faint">–</span> : value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What a list is for and the button that starts it. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode
  title: string
  children?: ReactNode
  action?: ReactNode
}) {
  return (
    <div className={styles.empty}>
      {icon && (
        <span className={styles.emptyIcon} aria-hidden>
          {icon}
        </span>
      )}
      <h2>{title}</h2>
      {children && <p className="muted">{children}</p>}
      {action}
    </div>
  )
}

export function NoMatches({ onClear }: { onClear: () => void }) {
  const { t } = useTranslation()
  return (
    <Empty
      title={t('table.no_matches')}
      action={
        <button type="button" className={styles.linkButton} onClick={onClear}>
          {t('table.clear_filters')}
        </button>
      }
    >
      {t('table.no_matches_detail')}
    </Empty>
  )
}

/** Gray lines in the place of text that is on its way; nothing for the first 150 ms. */
export function Lines({ count = 6 }: { count?: number }) {
  const shown = useDelayed(true)
  return (
    <div className={styles.lines} aria-busy aria-hidden style={{ minHeight: count * 28 }}>
      {shown &&
        Array.from({ length: count }, (_, index) => (
          <Skeleton key={index} variant="rectangular" height={14} width={`${50 + ((index * 23) % 45)}%`} />
        ))}
    </div>
  )
}

export function PageLoading() {
  const shown = useDelayed(true)
  return (
    <div aria-busy className={styles.pageLoading}>
      {shown && (
        <>
          <Skeleton variant="rectangular" width={220} height={24} />
          <Skeleton variant="rectangular" width={320} height={14} />
          <Skeleton variant="rectangular" width="100%" height={320} />
        </>
      )}
    </div>
  )
}

/** Where one is: the list, and what of it. */
export function Crumb({ to, here, children }: { to: string; here: string; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <nav className={styles.crumb} aria-label={t('common.where')}>
      <Link to={to} activeOptions={{ exact: true }}>
        {children}
      </Link>
      <ChevronRight size={14} aria-hidden />
      <span aria-current="page" className={styles.here}>
        <Breakable text={here} />
      </span>
    </nav>
  )
}

export function Note({ tone = 'neutral', children }: { tone?: 'neutral' | 'warning' | 'info'; children: ReactNode }) {
  return (
    <div className={styles.note} data-tone={tone}>
      {children}
    </div>
  )
}
