import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from './economics.module.css'

/** The report and the list that it is made of. */
export function Views() {
  const { t } = useTranslation()
  return (
    <nav className={styles.tabs} aria-label={t('cartridges.sections')}>
      <Link to="/cartridges" activeOptions={{ exact: true, includeSearch: false }}>
        {t('cartridges.report')}
      </Link>
      <Link to="/cartridges/each" activeOptions={{ includeSearch: false }}>
        {t('cartridges.list')}
      </Link>
    </nav>
  )
}
