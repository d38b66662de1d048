import { IconButton, LinearProgress } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Task } from '../../api/types.ts'
import { TaskState } from './TaskState.tsx'
import { percentDone, useProgressWords } from './taskProgress.ts'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { useOrganizationId } from '../../lib/session.tsx'
import { isActive, isWatched, useRecentTasks } from '../../lib/tasks.ts'
import styles from './TaskTray.module.css'

/** What runs, at the lower right. It comes from the server, so it is there again after a reload or a sign-in. */
export function TaskTray() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const recent = useRecentTasks()
  const [open, setOpen] = useState(true)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const tasks = recent.data ?? []
  // A task that ended stays in the tray when it was seen running here.
  const appeared = tasks.filter((task) => (isActive(task) || isWatched(task)) && !seen.has(task.id))
  if (appeared.length > 0) setSeen(new Set([...seen, ...appeared.map((task) => task.id)]))
  const shown = tasks.filter((task) => seen.has(task.id) && !hidden.has(task.id))
  const ended = shown
    .filter((task) => !isActive(task))
    .map((task) => task.id)
    .join()

  useEffect(() => {
    // What a task changed is read again when it ends.
    if (ended !== '')
      void queryClient.invalidateQueries({
        predicate: ({ queryKey: [collection] }) => collection !== 'tasks' && collection !== 'session',
      })
  }, [ended, queryClient])

  if (shown.length === 0) return null
  const running = shown.filter(isActive).length
  return (
    <aside className={styles.tray} aria-label={t('tasks.tray')}>
      <header className={styles.head}>
        <strong aria-live="polite">
          {running > 0 ? t('tasks.running_count', { count: running }) : t('tasks.all_done')}
        </strong>
        <span>
          <IconButton
            size="small"
            aria-label={open ? t('tasks.fold') : t('tasks.unfold')}
            onClick={() => setOpen(!open)}
          >
            {open ? <ChevronDown size={16} /> : <ChevronUp size={16} />}
          </IconButton>
          {running === 0 && (
            <IconButton
              size="small"
              aria-label={t('common.close')}
              onClick={() => setHidden(new Set([...hidden, ...shown.map((task) => task.id)]))}
            >
              <X size={16} />
            </IconButton>
          )}
        </span>
      </header>
      {open && (
        <ul>
          {shown.slice(0, 5).map((task) => (
            <TrayItem key={task.id} task={task} />
          ))}
        </ul>
      )}
    </aside>
  )
}

function TrayItem({ task }: { task: Task }) {
  const { t } = useTranslation()
  const progress = useProgressWords()
  const queryClient = useQueryClient()
  const organization_id = useOrganizationId()
  const cancel = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/tasks/{task_id}/cancellation', {
          params: {
            path: { task_id: task.id },
            query: { organization_id },
            header: { 'Idempotency-Key': newIdempotencyKey() },
          },
        }),
      ),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['tasks'] }),
  })
  return (
    <li className={styles.item}>
      <div className="row between">
        <Link to="/tasks/$taskId" params={{ taskId: task.id }}>
          {task.title}
        </Link>
        {isActive(task) ? (
          <BusyButton size="small" busy={cancel.isPending || task.cancel_requested} onClick={() => cancel.mutate()}>
            {t('tasks.cancel')}
          </BusyButton>
        ) : (
          <TaskState state={task.state} />
        )}
      </div>
      {isActive(task) && (
        <>
          <LinearProgress
            variant={task.progress.total > 0 ? 'determinate' : 'indeterminate'}
            value={task.progress.total > 0 ? percentDone(task.progress) : undefined}
            aria-label={task.title}
          />
          <div className="small muted num">{progress(task.progress)}</div>
        </>
      )}
    </li>
  )
}
