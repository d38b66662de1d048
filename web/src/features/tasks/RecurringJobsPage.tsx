import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import type { RecurringJob } from './recurringJobsApi.ts'
import { recurringJobsQuery } from './recurringJobsApi.ts'
import { TaskState } from './TaskState.tsx'

const tones: Record<RecurringJob['state'], Tone> = {
  on_time: 'ok',
  not_yet: 'waiting',
  late: 'error',
  ahead: 'warning',
  failed: 'error',
}

/** What the server does by itself again and again, and which of it does not go as it should (OPS-1). */
export function RecurringJobsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const jobs = useQuery(recurringJobsQuery)
  const columns = useMemo(
    (): Array<Column<RecurringJob>> => [
      {
        id: 'title',
        header: t('tasks.recurring.column.title'),
        width: 360,
        cell: (job) => job.title,
      },
      {
        id: 'state',
        header: t('tasks.recurring.column.state'),
        width: 320,
        cell: (job) => (
          <>
            <StatusWord tone={tones[job.state]}>{t(`tasks.recurring.state.${job.state}`)}</StatusWord>
            {job.problem && <div className="small muted">{job.problem}</div>}
          </>
        ),
      },
      {
        id: 'every',
        header: t('tasks.recurring.column.every'),
        width: 140,
        cell: (job) => format.duration(job.every_seconds),
      },
      {
        id: 'started',
        header: t('tasks.recurring.column.started'),
        width: 140,
        cell: (job) => <Age at={job.started_at} />,
      },
      {
        id: 'ended',
        header: t('tasks.recurring.column.ended'),
        width: 140,
        cell: (job) => <Age at={job.ended_at} />,
      },
      {
        id: 'end_state',
        header: t('tasks.recurring.column.end_state'),
        width: 200,
        cell: (job) => job.end_state && <TaskState state={job.end_state} />,
      },
    ],
    [t, format],
  )
  return (
    <>
      <PageHead title={t('tasks.recurring.title')} context={t('tasks.recurring.context')} />
      <DataTable
        id="recurring-jobs"
        label={t('tasks.recurring.title')}
        columns={columns}
        rowId={(job) => job.kind}
        rowName={(job) => job.title}
        page={jobs.data && { ...jobs.data, total_estimate: jobs.data.items.length, total_is_exact: true }}
        loading={jobs.isPending}
        error={jobs.error}
        onRetry={() => void jobs.refetch()}
        pageNumber={1}
        pageSize={100}
        empty={null}
      />
    </>
  )
}
