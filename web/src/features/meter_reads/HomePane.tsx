import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Problem } from '../../ui/Problem.tsx'
import styles from './meterReads.module.css'
import { readCountsQuery } from './meterReadsApi.ts'

/** How many reads are due, and how many were submitted this month; each figure leads to its list (PRT-1). */
export default function HomePane() {
  const { t } = useTranslation()
  const format = useFormat()
  const counts = useQuery(readCountsQuery(useOrganizationId()))
  if (counts.isError) return <Problem error={counts.error} onRetry={() => void counts.refetch()} />
  const shown = (count: number | undefined) => (count === undefined ? ' ' : format.number(count))
  return (
    <>
      <div className={styles.figures}>
        <Link to="/meter-reads/submit" search={{ due: true }} className={styles.figure}>
          <strong>{shown(counts.data?.due)}</strong>
          {t('meter_reads.pane.due', { count: counts.data?.due ?? 0 })}
        </Link>
        <Link to="/meter-reads" search={{ sort: '-submitted_at' }} className={styles.figure}>
          <strong>{shown(counts.data?.submitted)}</strong>
          {t('meter_reads.pane.submitted', { count: counts.data?.submitted ?? 0 })}
        </Link>
      </div>
      <div className={styles.under}>
        <Link to="/meter-reads/submit">{t('nav.submit_meter_reads')}</Link>
        {counts.data?.newest_at && (
          <span className="muted small">
            {t('meter_reads.pane.newest')} <Age at={counts.data.newest_at} />
          </span>
        )}
      </div>
    </>
  )
}
