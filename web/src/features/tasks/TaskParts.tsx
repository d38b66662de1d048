import { useTranslation } from 'react-i18next'
import type { Task } from '../../api/types.ts'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'

const tones: Record<Task['state'], Tone> = { queued: 'waiting', running: 'running', completed: 'ok', completed_with_errors: 'warning', failed: 'error', cancelled: 'off' }

export function TaskState({ state }: { state: Task['state'] }) {
  const { t } = useTranslation()
  return <StatusWord tone={tones[state]}>{t(`tasks.state.${state}`)}</StatusWord>
}

/** The kind of a task in words; a kind that this portal does not know yet keeps its own name. */
export function useTaskName(): (task: Pick<Task, 'kind'>) => string {
  const { t, i18n } = useTranslation()
  return (task) => {
    const key = `tasks.kind.${task.kind.replaceAll('.', '_')}`
    return i18n.exists(key) ? t(key as 'tasks.kind.printers_status') : task.kind
  }
}
