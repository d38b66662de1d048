import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SectionNav } from '../../ui/SectionNav.tsx'

/** The pages about taking part in automatic supplies replenishment. */
export function Sections() {
  const { t } = useTranslation()
  return (
    <SectionNav label={t('enrollment.sections')}>
      <Link to="/enrollment" activeOptions={{ exact: true, includeSearch: false }}>
        {t('enrollment.section.printers')}
      </Link>
      <Link to="/disconnected">{t('enrollment.section.disconnected')}</Link>
      <Link to="/catalog/models">{t('enrollment.section.models')}</Link>
    </SectionNav>
  )
}
