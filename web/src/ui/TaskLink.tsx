import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** Names a task that was started and leads to its page (TSK-1). */
export function TaskLink({ id }: { id: string }) {
  const { t } = useTranslation()
  return (
    <Link to="/tasks/$taskId" params={{ taskId: id }} className="break">
      {t('tasks.link', { id })}
    </Link>
  )
}
