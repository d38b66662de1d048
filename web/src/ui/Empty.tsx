import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './Empty.module.css'

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
        <span className={styles.icon} aria-hidden>
          {icon}
        </span>
      )}
      <h2>{title}</h2>
      {children && <p className="muted">{children}</p>}
      {action}
    </div>
  )
}

/** No row fits the search and the filters, and the way back to all. */
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
