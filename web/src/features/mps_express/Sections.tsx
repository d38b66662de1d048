import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAllowed } from '../../lib/session.tsx'
import { SectionNav } from '../../ui/SectionNav.tsx'

/** The pages about MPS Express, beside each other; what only the operator may change is shown to those who may. */
export function Sections() {
  const { t } = useTranslation()
  const looksAfter = useAllowed('confirmMpsExpressMemberships')
  return (
    <SectionNav label={t('mps_express.sections')}>
      <Link to="/mps-express" activeOptions={{ exact: true, includeSearch: false }}>
        {t('mps_express.section.printers')}
      </Link>
      {looksAfter && <Link to="/mps-express/models">{t('mps_express.section.models')}</Link>}
      <Link to="/mps-express/terms">{t('mps_express.section.terms')}</Link>
      {looksAfter && <Link to="/mps-express/settings">{t('mps_express.section.settings')}</Link>}
    </SectionNav>
  )
}
