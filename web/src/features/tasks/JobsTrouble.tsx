import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Note } from '../../ui/Note.tsx'
import { isTroubled, recurringJobsQuery } from './recurringJobsApi.ts'

/** On the operator's home page, while something does not come back as it should. */
export default function JobsTrouble() {
  const { t } = useTranslation()
  const troubled = useQuery(recurringJobsQuery).data?.items.filter(isTroubled) ?? []
  if (troubled.length === 0) return null
  return (
    <Note tone="warning">
      <Link to="/tasks/recurring">
        {t('tasks.recurring.trouble', { count: troubled.length, first: troubled[0]?.title })}
      </Link>
    </Note>
  )
}
