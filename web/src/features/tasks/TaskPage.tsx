import { Button, LinearProgress } from '@mui/material'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import type { TaskItem } from '../../api/types.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { isActive } from '../../lib/tasks.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { When } from '../../ui/Age.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { NoMatches } from '../../ui/Empty.tsx'
import { task as taskThing } from './feature.ts'
import { TaskState } from './TaskState.tsx'
import { taskItemsList } from './tasksSearch.ts'
import { percentDone, useProgressWords } from './taskProgress.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { ThingProblem } from '../../ui/NotThere.tsx'

const itemTones: Record<TaskItem['outcome'], Tone> = {
  done: 'ok',
  skipped: 'neutral',
  partly: 'warning',
  failed: 'error',
}

/** One task with its result item by item (TSK-1). */
export function TaskPage() {
  const { t } = useTranslation()
  const progress = useProgressWords()
  const taskId = usePathId('taskId')
  const organization_id = useOrganizationId()
  const queryClient = useQueryClient()
  const list = useListState(taskItemsList)
  const { outcome } = list.search
  const task = useQuery({
    queryKey: ['tasks', organization_id, 'one', taskId],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/tasks/{task_id}', {
          params: { path: { task_id: taskId }, query: { organization_id } },
          signal,
        }),
      ),
    refetchInterval: (query) => (query.state.data && isActive(query.state.data) ? 1_000 : false),
  })
  const active = task.data !== undefined && isActive(task.data)
  const items = useListQuery(list, {
    queryKey: ['tasks', organization_id, 'items', taskId, list.search, task.data?.progress.done, task.data?.state],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/tasks/{task_id}/items', {
          params: { path: { task_id: taskId }, query: taskItemsList.query(organization_id, list.search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    enabled: task.data !== undefined,
  })
  const cancel = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/tasks/{task_id}/cancellation', {
          params: {
            path: { task_id: taskId },
            query: { organization_id },
            header: { 'Idempotency-Key': newIdempotencyKey() },
          },
        }),
      ),
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
              <Breakable text={item.subject} />
            </Link>
          ) : (
            <Breakable text={item.subject} />
          ),
      },
      {
        id: 'state',
        header: t('tasks.column.result'),
        width: 160,
        cell: (item) => <StatusWord tone={itemTones[item.outcome]}>{t(`tasks.outcome.${item.outcome}`)}</StatusWord>,
      },
      {
        id: 'detail',
        header: t('tasks.column.detail'),
        width: 480,
        cell: (item) => (
          <span className="break">
            <Breakable text={item.reason?.text ?? ''} />
          </span>
        ),
      },
    ],
    [t, task.data?.kind],
  )
  if (task.isPending) return <PageLoading />
  if (task.isError) return <ThingProblem thing={taskThing} error={task.error} onRetry={() => void task.refetch()} />
  const { data } = task
  const choices = [
    {
      value: undefined,
      label: t('tasks.outcome.all'),
      count: data.outcomes.reduce((sum, { count }) => sum + count, 0),
    },
    // What none has is left out, but for what the URL asks for.
    ...data.outcomes
      .filter(({ count, outcome: value }) => count > 0 || value === outcome)
      .map(({ outcome: value, count }) => ({ value, label: t(`tasks.outcome.${value}`), count })),
  ]
  return (
    <>
      <PageHead
        title={data.title}
        above={
          <Crumb
            to="/tasks"
            here={data.title}
            of={{ list: '/api/v1/tasks', id: data.id, page: '/tasks/$taskId', param: 'taskId' }}
          >
            {t('tasks.title')}
          </Crumb>
        }
        context={<TaskState state={data.state} />}
        primary={
          active && (
            <BusyButton
              variant="outlined"
              busy={cancel.isPending || data.cancel_requested}
              onClick={() => cancel.mutate()}
            >
              {t('tasks.cancel')}
            </BusyButton>
          )
        }
      >
        {data.kind === 'contacts.import' && (
          <LinkButton variant="outlined" to="/contacts/import" search={{ import_id: data.id }}>
            {t('tasks.import_results')}
          </LinkButton>
        )}
      </PageHead>
      <div className="stack">
        {data.problem && <Note tone="warning">{data.problem.text}</Note>}
        <Panel>
          <Facts
            columns={2}
            items={[
              [t('tasks.column.id'), <CopyText text={data.id} mono />],
              [t('tasks.column.kind'), data.title],
              [t('tasks.column.progress'), <span className="num">{progress(data.progress)}</span>],
              [t('tasks.column.who'), <Breakable text={data.created_by.name || t('tasks.system')} />],
              [t('tasks.column.created'), <When at={data.created_at} />],
              [t('tasks.column.began'), <When at={data.started_at} />],
              [t('tasks.column.finished'), <When at={data.finished_at} />],
            ]}
          />
          {active && (
            <LinearProgress
              sx={{ mt: 4 }}
              variant="determinate"
              value={percentDone(data.progress)}
              aria-label={data.title}
            />
          )}
        </Panel>
        <ListTable
          file={list.file(organization_id, `/api/v1/tasks/${taskId}/items`)}
          id="task-items"
          label={t('tasks.items')}
          columns={columns}
          rowId={(item) => String(item.number)}
          rowName={(item) => item.subject}
          list={list}
          query={items}
          toolbar={
            <div className="row" role="group" aria-label={t('tasks.column.result')}>
              {choices.map((choice) => (
                <Button
                  key={choice.value ?? 'all'}
                  size="small"
                  variant={choice.value === outcome ? 'contained' : 'outlined'}
                  aria-pressed={choice.value === outcome}
                  onClick={() => list.set({ outcome: choice.value })}
                >
                  {t('tasks.outcome_count', { outcome: choice.label, count: choice.count })}
                </Button>
              ))}
            </div>
          }
          empty={
            outcome ? (
              <NoMatches onClear={() => list.set({ outcome: undefined })} />
            ) : (
              <p className="muted">{t('tasks.no_items')}</p>
            )
          }
        />
      </div>
    </>
  )
}
