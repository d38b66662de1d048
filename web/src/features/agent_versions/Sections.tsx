import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SectionNav } from '../../ui/SectionNav.tsx'

/** The two pages of versions, beside each other. */
export function Sections() {
  const { t } = useTranslation()
  return (
    <SectionNav label={t('agent_versions.sections')}>
      <Link to="/agent-versions" activeOptions={{ includeSearch: false }}>
        {t('agent_versions.agents')}
      </Link>
      <Link to="/agent-packages" activeOptions={{ includeSearch: false }}>
        {t('agent_versions.packages')}
      </Link>
    </SectionNav>
  )
}
