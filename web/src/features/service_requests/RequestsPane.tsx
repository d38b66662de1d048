import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Wrench } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import type { RequestsSearch } from './requestsSearch.ts'
import styles from './requests.module.css'
import { countsQuery } from './requestsApi.ts'

/** How many requests there are, each figure with the list behind it (PRT-1). */
export default function RequestsPane() {
  const { t } = useTranslation()
  const format = useFormat()
  const mayRequest = useAllowed('createServiceRequest')
  const counts = useQuery(countsQuery(useOrganizationId()))
  if (counts.isPending) return <Lines count={3} />
  if (counts.isError) return <Problem error={counts.error} onRetry={() => void counts.refetch()} />
  const figures: Array<{
    id: 'new' | 'in_progress' | 'overdue' | 'completed'
    count: number
    search: RequestsSearch
  }> = [
    { id: 'new', count: counts.data.not_started, search: { state: ['new'] } },
    { id: 'in_progress', count: counts.data.in_progress, search: { state: ['in_progress'] } },
    { id: 'overdue', count: counts.data.overdue, search: { overdue: true } },
    { id: 'completed', count: counts.data.completed, search: { state: ['completed'] } },
  ]
  return (
    <>
      <div className={styles.figures}>
        {figures.map(({ id, count, search }) => (
          <Link key={id} to="/service-requests" search={search}>
            <span className={styles.figure}>{format.number(count)}</span>
            <span className="muted small">{t(`service_requests.figure.${id}`)}</span>
          </Link>
        ))}
      </div>
      {mayRequest && (
        <LinkButton variant="outlined" startIcon={<Wrench size={16} />} to="/service-requests/new">
          {t('service_requests.request')}
        </LinkButton>
      )}
    </>
  )
}
