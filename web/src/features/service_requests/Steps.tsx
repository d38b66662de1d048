import { useTranslation } from 'react-i18next'
import styles from './requests.module.css'

const pages = ['open', 'printer', 'details'] as const

/** Where one is among the three pages of a new request. */
export function Steps({ at }: { at: (typeof pages)[number] }) {
  const { t } = useTranslation()
  return (
    <ol className={styles.steps} aria-label={t('service_requests.new.steps')}>
      {pages.map((page, index) => (
        <li key={page} aria-current={page === at ? 'step' : undefined}>
          {t('service_requests.new.step', { number: index + 1, name: t(`service_requests.new.page.${page}`) })}
        </li>
      ))}
    </ol>
  )
}
