import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SectionNav } from '../../ui/SectionNav.tsx'

/** The report and the list that it is made of. */
export function Views() {
  const { t } = useTranslation()
  return (
    <SectionNav label={t('cartridges.sections')}>
      <Link to="/cartridges" activeOptions={{ exact: true, includeSearch: false }}>
        {t('cartridges.report')}
      </Link>
      <Link to="/cartridges/each" activeOptions={{ includeSearch: false }}>
        {t('cartridges.list')}
      </Link>
    </SectionNav>
  )
}
