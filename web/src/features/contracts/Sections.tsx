import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SectionNav } from '../../ui/SectionNav.tsx'

/** Contracts, and what counts for all of them. */
export function Sections() {
  const { t } = useTranslation()
  return (
    <SectionNav label={t('contracts.sections')}>
      <Link to="/contracts" activeOptions={{ exact: true, includeSearch: false }}>
        {t('nav.contracts')}
      </Link>
      <Link to="/contracts/terms">{t('contracts.operator.title')}</Link>
    </SectionNav>
  )
}
