import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { User } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { browserName } from '../settings/browserName.ts'

/** Where somebody is signed in; an administrator ends it, when a computer was lost for instance (ASVS 5.0, 7.4.5). */
export function SessionsDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const params = { path: { user_id: user.id }, query: { organization_id: useOrganizationId() } }
  const queryKey = ['users', user.id, 'sessions']
  const sessions = useQuery({
    queryKey,
    queryFn: ({ signal }) => body(api.GET('/api/v1/users/{user_id}/sessions', { params, signal })),
  })
  const end = useMutation({
    mutationFn: () => body(api.DELETE('/api/v1/users/{user_id}/sessions', { params })),
    onSuccess: () => {
      onClose()
      toast(t('users.sessions_ended', { name: user.email }))
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="sessions-title">
      <DialogTitle id="sessions-title">{t('users.sessions_title', { name: user.email })}</DialogTitle>
      <DialogContent className="stack">
        {sessions.isPending ? (
          <Lines count={3} />
        ) : sessions.isError ? (
          <Problem error={sessions.error} onRetry={() => void sessions.refetch()} />
        ) : sessions.data.items.length === 0 ? (
          <p>{t('users.sessions_none')}</p>
        ) : (
          <ul>
            {sessions.data.items.map((session) => (
              <li key={session.id}>
                <div className="break">
                  {browserName(session.user_agent) ?? t('users.sessions_unknown')} ·{' '}
                  <span className="mono">{session.address}</span>
                </div>
                <div className="muted small">
                  {t('users.sessions_seen')} <Age at={session.last_seen_at} />
                </div>
              </li>
            ))}
          </ul>
        )}
        {end.isError && <ProblemLine error={end.error} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('common.close')}</Button>
        {sessions.data !== undefined && sessions.data.items.length > 0 && (
          <BusyButton variant="contained" color="error" busy={end.isPending} onClick={() => end.mutate()}>
            {t('users.sessions_end')}
          </BusyButton>
        )}
      </DialogActions>
    </Dialog>
  )
}
