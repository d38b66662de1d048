import { Button, LinearProgress } from '@mui/material'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import type { TaskItem } from '../../api/types.ts'
import { useOrganizationId } from '../../app/session.tsx'
import { isActive } from '../../app/tasks.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { When } from '../../ui/Age.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Crumb, Facts, PageLoading, Panel } from '../../ui/Parts.tsx'
import { Problem } from '../../ui/Problem.tsx'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { TaskState, useTaskName } from './TaskParts.tsx'

const itemTones: Record<string, Tone> = { queued: 'waiting', running: 'running', completed: 'ok', failed: 'error', cancelled: 'off' }

/** One task with its result item by item (TSK-1). */
export function TaskPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const name = useTaskName()
  const { taskId } = useParams({ strict: false }) as { taskId: string }
  const organization_id = useOrganizationId()
  const queryClient = useQueryClient()
  const [trail, setTrail] = useState<string[]>([])
  const cursor = trail.at(-1)
  const task = useQuery({
    queryKey: ['tasks', organization_id, 'one', taskId],
    queryFn: ({ signal }) => body(api.GET('/api/v1/tasks/{task_id}', { params: { path: { task_id: taskId }, query: { organization_id } }, signal })),
    refetchInterval: (query) => (query.state.data && isActive(query.state.data) ? 1_000 : false),
  })
  const active = task.data !== undefined && isActive(task.data)
  const items = useQuery({
    queryKey: ['tasks', organization_id, 'items', taskId, cursor, task.data?.progress_done, task.data?.state],
    queryFn: ({ signal }) => body(api.GET('/api/v1/tasks/{task_id}/items', { params: { path: { task_id: taskId }, query: { organization_id, limit: 50, cursor } }, signal })),
    placeholderData: keepPreviousData,
    enabled: task.data !== undefined,
  })
  const cancel = useMutation({
    mutationFn: () => body(api.POST('/api/v1/tasks/{task_id}/cancellation', { params: { path: { task_id: taskId }, query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } } })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['tasks'] }),
  })
  const columns = useMemo(
    (): Array<Column<TaskItem>> => [
      {
        id: 'label',
        header: t('tasks.column.item'),
        width: 280,
        cell: (item) =>
          item.object_id && task.data?.kind.startsWith('printers.') ? (
            <Link to="/printers/$printerId" params={{ printerId: item.object_id }}>
              {item.label}
            </Link>
          ) : (
            item.label
          ),
      },
      { id: 'state', header: t('tasks.column.result'), width: 160, cell: (item) => <StatusWord tone={itemTones[item.state] ?? 'neutral'}>{t(`tasks.item_state.${item.state}`)}</StatusWord> },
      { id: 'detail', header: t('tasks.column.detail'), width: 480, cell: (item) => <span className="break">{item.detail ?? ''}</span> },
    ],
    [t, task.data?.kind],
  )
  if (task.isPending) return <PageLoading />
  if (task.isError) return <Problem error={task.error} onRetry={() => void task.refetch()} />
  const { data } = task
  return (
    <>
      <PageHead
        title={name(data)}
        above={<Crumb to="/tasks">{t('tasks.title')}</Crumb>}
        context={<TaskState state={data.state} />}
        primary={
          active && (
            <Button variant="outlined" disabled={cancel.isPending} onClick={() => cancel.mutate()}>
              {t('tasks.cancel')}
            </Button>
          )
        }
      />
      <div className="stack">
        <Panel>
          <Facts
            columns={2}
            items={[
              [t('tasks.column.progress'), <span className="num">{t('tasks.progress', { done: format.number(data.progress_done), total: format.number(data.progress_total) })}</span>],
              [t('tasks.column.who'), data.created_by ?? t('tasks.system')],
              [t('tasks.column.created'), <When at={data.created_at} />],
              [t('tasks.column.finished'), <When at={data.finished_at} />],
            ]}
          />
          {active && <LinearProgress sx={{ mt: 4 }} variant="determinate" value={data.progress_total > 0 ? (100 * data.progress_done) / data.progress_total : 0} aria-label={name(data)} />}
        </Panel>
        <DataTable
          id="task-items"
          label={t('tasks.items')}
          columns={columns}
          rowId={(item) => String(item.position)}
          rowName={(item) => item.label}
          page={items.data}
          loading={items.isPending}
          refreshing={false}
          error={items.error}
          pageNumber={trail.length + 1}
          pageSize={50}
          onNext={(next) => setTrail([...trail, next])}
          onPrevious={() => setTrail(trail.slice(0, -1))}
          empty={<p className="muted">{t('tasks.no_items')}</p>}
        />
      </div>
    </>
  )
}
