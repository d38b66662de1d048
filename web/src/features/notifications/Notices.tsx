import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Age } from '../../ui/Age.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import styles from './Notices.module.css'
import type { Notification } from './notificationsApi.ts'
import { notificationsQuery, seeNotifications } from './notificationsApi.ts'

/** What concerns whoever is signed in: its number on the sign of the account, and the list in what opens there. */
export function Notices({ onClose }: { onClose?: () => void }) {
  return onClose ? <List onClose={onClose} /> : <Count />
}

function Count() {
  const { t } = useTranslation()
  const unseen = useQuery(notificationsQuery).data?.unseen ?? 0
  return unseen > 0 ? (
    <span role="status" className={styles.count}>
      <span className="visually-hidden">{t('notifications.unseen', { count: unseen })}</span>
      <span aria-hidden>{unseen > 9 ? '9+' : unseen}</span>
    </span>
  ) : null
}

/** The page of the thing; they are of the person, not of whom they act for. */
function ThingLink({ notice, onClick }: { notice: Notification; onClick: () => void }) {
  const { t } = useTranslation()
  const id = notice.object_id
  const link = {
    search: { org: undefined },
    onClick,
    children: t(`notifications.kind.${notice.kind}`, { name: notice.name }),
  }
  if (notice.kind === 'task_ended') return <Link to="/tasks/$taskId" params={{ taskId: id }} {...link} />
  if (notice.kind === 'service_request_assigned')
    return <Link to="/service-requests/$requestId" params={{ requestId: id }} {...link} />
  return <Link to="/supply-orders/$orderId" params={{ orderId: id }} {...link} />
}

function List({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const told = useQuery(notificationsQuery)
  const asOf = told.data && told.data.unseen > 0 ? told.data.as_of : undefined
  useEffect(() => {
    if (asOf === undefined) return
    // What is new keeps its mark while it is looked at; without an answer it is new next time, too.
    seeNotifications(asOf).then(
      () =>
        queryClient.setQueryData(notificationsQuery.queryKey, (before) =>
          before?.as_of === asOf ? { ...before, unseen: 0 } : before,
        ),
      () => undefined,
    )
  }, [asOf, queryClient])
  return (
    <section aria-labelledby="notices-title" className={styles.notices}>
      <h2 id="notices-title" className={styles.title}>
        {t('notifications.title')}
      </h2>
      {told.isPending ? (
        <Lines count={2} />
      ) : told.isError ? (
        <Problem error={told.error} onRetry={() => void told.refetch()} />
      ) : told.data.items.length === 0 ? (
        <p className="muted small">{t('notifications.none')}</p>
      ) : (
        <ul className={styles.list}>
          {told.data.items.map((notice) => (
            <li key={notice.kind + notice.object_id} data-new={!notice.seen || undefined}>
              <ThingLink notice={notice} onClick={onClose} />
              <div className="muted small break">
                {!notice.seen && <strong>{t('notifications.new')} · </strong>}
                <Detail notice={notice} />
                {notice.organization_name} · <Age at={notice.at} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** How a task ended, where not everything went well. */
function Detail({ notice }: { notice: Notification }) {
  const { t } = useTranslation()
  if (notice.state === 'failed') return <>{t('notifications.failed')} · </>
  if (notice.state === 'completed_with_errors')
    return <>{t('notifications.with_failures', { count: Number(notice.failed) })} · </>
  return null
}
