import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import styles from './enrollment.module.css'

/** The pages about taking part in automatic supplies replenishment. */
export function Sections() {
  const { t } = useTranslation()
  return (
    <nav className={styles.tabs} aria-label={t('enrollment.sections')}>
      <Link to="/enrollment" activeOptions={{ exact: true, includeSearch: false }}>
        {t('enrollment.section.printers')}
      </Link>
      <Link to="/disconnected">{t('enrollment.section.disconnected')}</Link>
      <Link to="/catalog/models">{t('enrollment.section.models')}</Link>
    </nav>
  )
}
