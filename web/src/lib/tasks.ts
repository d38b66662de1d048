import { useQuery } from '@tanstack/react-query'
import { api, body } from '../api/client.ts'
import type { Task } from '../api/types.ts'
import { useOrganizationId } from './session.tsx'

export const isActive = (task: Task): boolean => task.state === 'queued' || task.state === 'running'

// Tasks that this person started here: the tray shows them even when they end before it has looked once.
const started = new Set<string>()

export function watchTask(id: string): void {
  started.add(id)
}

export const isWatched = (task: Task): boolean => started.has(task.id)

/** The newest tasks that people started (what the system does by itself is no news); asked often while one runs, seldom otherwise. */
export function useRecentTasks() {
  const organization_id = useOrganizationId()
  return useQuery({
    queryKey: ['tasks', organization_id, 'recent'],
    queryFn: async ({ signal }) =>
      (
        await body(
          api.GET('/api/v1/tasks', { params: { query: { organization_id, started_by: 'people', limit: 20 } }, signal }),
        )
      ).items,
    refetchInterval: (query) => (query.state.data?.some(isActive) ? 1_000 : 20_000),
  })
}

const none: Task[] = []

export function useRunningTasks(): Task[] {
  return useRecentTasks().data?.filter(isActive) ?? none
}
