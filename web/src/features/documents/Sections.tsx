import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from './documents.module.css'

/** The two pages of what is shared, beside each other. */
export function Sections() {
  const { t } = useTranslation()
  return (
    <nav className={styles.tabs} aria-label={t('documents.sections')}>
      <Link to="/documents" activeOptions={{ includeSearch: false }}>
        {t('nav.documents')}
      </Link>
      <Link to="/external-links" activeOptions={{ includeSearch: false }}>
        {t('nav.external_links')}
      </Link>
    </nav>
  )
}
