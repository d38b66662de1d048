import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAllowed } from '../../lib/session.tsx'
import { SectionNav } from '../../ui/SectionNav.tsx'

/** The pages about meters, beside each other. */
export function Sections() {
  const { t } = useTranslation()
  const mayImport = useAllowed('startMeterReadImport')
  return (
    <SectionNav label={t('meter_reads.sections')}>
      <Link to="/meter-reads" activeOptions={{ exact: true, includeSearch: false }}>
        {t('nav.meter_reads')}
      </Link>
      <Link to="/meter-reads/submit" activeOptions={{ exact: true, includeSearch: false }}>
        {t('nav.submit_meter_reads')}
      </Link>
      {mayImport && (
        <Link to="/meter-reads/import" activeOptions={{ exact: true, includeSearch: false }}>
          {t('meter_reads.import.link')}
        </Link>
      )}
      <Link to="/statements" activeOptions={{ includeSearch: false }}>
        {t('nav.statements')}
      </Link>
    </SectionNav>
  )
}
