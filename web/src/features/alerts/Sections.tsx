import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SectionNav } from '../../ui/SectionNav.tsx'

/** Rules, and what they sent, beside each other. */
export function Sections() {
  const { t } = useTranslation()
  return (
    <SectionNav label={t('alerts.sections')}>
      <Link to="/alert-rules" activeOptions={{ includeSearch: false }}>
        {t('nav.alert_rules')}
      </Link>
      <Link to="/alert-log" activeOptions={{ includeSearch: false }}>
        {t('nav.alert_log')}
      </Link>
    </SectionNav>
  )
}
