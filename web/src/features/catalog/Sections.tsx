import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAllowed } from '../../lib/session.tsx'
import { SectionNav } from '../../ui/SectionNav.tsx'

/** The pages of the catalogue beside each other; customers see one of them only, and need no way between. */
export function Sections() {
  const { t } = useTranslation()
  const sees = useAllowed('exportCatalogItems')
  if (!sees) return null
  return (
    <SectionNav label={t('catalog.sections')}>
      <Link to="/catalog" activeOptions={{ exact: true, includeSearch: false }}>
        {t('catalog.section.items')}
      </Link>
      <Link to="/catalog/models" activeOptions={{ includeSearch: false }}>
        {t('catalog.section.models')}
      </Link>
      <Link to="/catalog/missing" activeOptions={{ includeSearch: false }}>
        {t('catalog.section.missing')}
      </Link>
    </SectionNav>
  )
}
