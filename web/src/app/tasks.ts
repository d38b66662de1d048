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

/** The newest tasks; asked often while one runs, seldom otherwise. */
export function useRecentTasks() {
  const organization_id = useOrganizationId()
  return useQuery({
    queryKey: ['tasks', organization_id, 'recent'],
    queryFn: ({ signal }) => body(api.GET('/api/v1/tasks', { params: { query: { organization_id, limit: 20 } }, signal })),
    refetchInterval: (query) => (query.state.data?.items.some(isActive) ? 1_000 : 20_000),
  })
}

const none: Task[] = []

export function useRunningTasks(): Task[] {
  return useRecentTasks().data?.items.filter(isActive) ?? none
}
