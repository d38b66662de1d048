import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SectionNav } from '../../ui/SectionNav.tsx'

/** The pages about supplies beside each other. */
export function Sections() {
  const { t } = useTranslation()
  return (
    <SectionNav label={t('shelf.sections')}>
      <Link to="/replenishment" activeOptions={{ exact: true, includeSearch: false }}>
        {t('shelf.section.status')}
      </Link>
      <Link to="/shelf-book" activeOptions={{ includeSearch: false }}>
        {t('shelf.section.book')}
      </Link>
      <Link to="/spares" activeOptions={{ includeSearch: false }}>
        {t('shelf.section.spares')}
      </Link>
      <Link to="/cartridges" activeOptions={{ includeSearch: false }}>
        {t('shelf.section.cartridges')}
      </Link>
      <Link to="/what-if" activeOptions={{ includeSearch: false }}>
        {t('shelf.section.what_if')}
      </Link>
    </SectionNav>
  )
}
