import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SectionNav } from '../../ui/SectionNav.tsx'

/** The two pages of what is shared, beside each other. */
export function Sections() {
  const { t } = useTranslation()
  return (
    <SectionNav label={t('documents.sections')}>
      <Link to="/documents" activeOptions={{ includeSearch: false }}>
        {t('nav.documents')}
      </Link>
      <Link to="/external-links" activeOptions={{ includeSearch: false }}>
        {t('nav.external_links')}
      </Link>
    </SectionNav>
  )
}
