import { useTranslation } from 'react-i18next'
import type { Task } from '../../api/types.ts'
import { useFormat } from '../../lib/useFormat.ts'

/** "40 of 120", or only the first where the end is not known. */
export function useProgressWords(): (progress: Task['progress']) => string {
  const { t } = useTranslation()
  const format = useFormat()
  return ({ done, total }) =>
    total > 0 ? t('tasks.progress', { done: format.number(done), total: format.number(total) }) : format.number(done)
}

export const percentDone = ({ done, total }: Task['progress']): number => (total > 0 ? (100 * done) / total : 0)
