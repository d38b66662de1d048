import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAllowed } from '../../lib/session.tsx'
import { SectionNav } from '../../ui/SectionNav.tsx'

/** The pages about service requests, beside each other; each is shown to those who have something to do there. */
export function Sections() {
  const { t } = useTranslation()
  const handles = useAllowed('changeServiceRequestState')
  const settings = useAllowed('updateServiceDesk')
  if (!handles && !settings) return null
  return (
    <SectionNav label={t('service_requests.sections')}>
      <Link to="/service-requests" activeOptions={{ exact: true, includeSearch: false }}>
        {t('service_requests.section.all')}
      </Link>
      {handles && <Link to="/service-requests/queue">{t('service_requests.section.queue')}</Link>}
      {settings && <Link to="/service-requests/desk">{t('service_requests.section.desk')}</Link>}
    </SectionNav>
  )
}
