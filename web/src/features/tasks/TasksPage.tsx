import { Checkbox, FormControlLabel } from '@mui/material'
import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { Task } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { isActive } from '../../lib/tasks.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { Age } from '../../ui/Age.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { TaskState } from './TaskState.tsx'
import { useProgressWords } from './taskProgress.ts'
import { tasksList, taskStates } from './tasksSearch.ts'

export function TasksPage() {
  const { t } = useTranslation()
  const progress = useProgressWords()
  const organization_id = useOrganizationId()
  const seesJobs = useAllowed('listRecurringJobs')
  const list = useListState(tasksList)
  const tasks = useListQuery(list, {
    queryKey: ['tasks', organization_id, 'list', list.search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/tasks', { params: { query: tasksList.query(organization_id, list.search) }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: (query) => (query.state.data?.items.some(isActive) ? 2_000 : false),
  })
  const columns = useMemo(
    (): Array<Column<Task>> => [
      {
        id: 'kind',
        sort: 'kind',
        header: t('tasks.column.task'),
        width: 300,
        cell: (task) => (
          <Link to="/tasks/$taskId" params={{ taskId: task.id }}>
            {task.title}
          </Link>
        ),
      },
      {
        id: 'id',
        header: t('tasks.column.id'),
        width: 320,
        phoneLine: true,
        cell: (task) => (
          <Link to="/tasks/$taskId" params={{ taskId: task.id }} className="mono break">
            {task.id}
          </Link>
        ),
      },
      {
        id: 'state',
        sort: 'state',
        header: t('tasks.column.state'),
        width: 200,
        cell: (task) => <TaskState state={task.state} />,
      },
      {
        id: 'progress',
        header: t('tasks.column.progress'),
        width: 140,
        align: 'end',
        cell: (task) => progress(task.progress),
      },
      {
        id: 'who',
        header: t('tasks.column.who'),
        width: 200,
        cell: (task) => task.created_by.name || t('tasks.system'),
      },
      {
        id: 'created',
        sort: 'created_at',
        header: t('tasks.column.created'),
        width: 140,
        cell: (task) => <Age at={task.created_at} />,
      },
      {
        id: 'finished',
        sort: 'finished_at',
        header: t('tasks.column.finished'),
        width: 140,
        phoneHidden: true,
        cell: (task) => <Age at={task.finished_at} />,
      },
    ],
    [t, progress],
  )
  return (
    <>
      <PageHead title={t('tasks.title')} context={t('tasks.context')}>
        {seesJobs && <LinkButton to="/tasks/recurring">{t('tasks.recurring.title')}</LinkButton>}
      </PageHead>
      <ListTable
        id="tasks"
        label={t('tasks.title')}
        columns={columns}
        rowId={(task) => task.id}
        rowName={(task) => task.title}
        list={list}
        query={tasks}
        toolbar={
          <>
            <ListToolbar
              filters={[
                {
                  id: 'state',
                  multiple: true,
                  label: t('tasks.column.state'),
                  options: taskStates.map((state) => ({ value: state, label: t(`tasks.state.${state}`) })),
                },
              ]}
              values={{ state: list.search.state }}
              onValues={(id, values) => list.set({ [id]: values })}
              onFilter={(id, value) => list.set({ [id]: value })}
            />
            <FormControlLabel
              control={
                <Checkbox
                  checked={list.search.system ?? false}
                  onChange={(event) => list.set({ system: event.target.checked || undefined })}
                />
              }
              label={t('tasks.with_system')}
            />
          </>
        }
        empty={
          list.search.state ? (
            <NoMatches onClear={() => list.set({ state: undefined })} />
          ) : (
            <Empty icon={<ListChecks size={22} />} title={t('tasks.empty')}>
              {t('tasks.empty_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
