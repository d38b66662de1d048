import { createRoute } from '@tanstack/react-router'
import { ListChecks } from 'lucide-react'
import type { Thing } from '../../lib/feature.ts'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { useRunningTasks } from '../../lib/tasks.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { taskItemsList, tasksList } from './tasksSearch.ts'
import { TaskTray } from './TaskTray.tsx'
import { tasksTexts } from './texts.ts'

// The home page does not wait for it, nor keep a place for what most people never see.
const nothing = () => null
const JobsTrouble = lazyPart(() => import('./JobsTrouble.tsx'), nothing, [tasksTexts])

export const task: Thing = { list: '/tasks', title: 'nav.tasks', gone: 'tasks.gone' }

export const tasks = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/tasks',
      validateSearch: reads(tasksList.read),
      component: lazyPage(() => import('./TasksPage.tsx'), 'TasksPage', [tasksTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/tasks/recurring',
      staticData: { operation: 'listRecurringJobs', up: { to: '/tasks', label: 'nav.tasks' } },
      component: lazyPage(() => import('./RecurringJobsPage.tsx'), 'RecurringJobsPage', [tasksTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/tasks/$taskId',
      validateSearch: reads(taskItemsList.read),
      component: lazyPage(() => import('./TaskPage.tsx'), 'TaskPage', [tasksTexts]),
    }),
  ],
  navigation: [
    {
      place: 'sign',
      to: '/tasks',
      label: 'nav.tasks',
      Icon: ListChecks,
      useCount: () => useRunningTasks().length,
      counted: 'nav.tasks_running',
    },
  ],
  things: [task],
  panes: [{ page: 'start', order: 20, title: 'nav.tasks', operation: 'listRecurringJobs', Part: JobsTrouble }],
  InFrame: TaskTray,
})
