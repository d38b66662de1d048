import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import type { User } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'

/** Invites again who has not come yet. */
export function useInvitation(onInvited: (user: User) => void) {
  const organization_id = useOrganizationId()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: (user: User) =>
      body(
        api.POST('/api/v1/users/{user_id}/invitations', {
          params: {
            path: { user_id: user.id },
            query: { organization_id },
            header: { 'Idempotency-Key': newIdempotencyKey() },
          },
        }),
      ),
    onSuccess: onInvited,
    onError: (error) => toast(problemText(error).title, { tone: 'problem' }),
  })
}

/** The link is mailed to the person and shown to nobody else: whoever has it chooses the password. */
export function InvitedDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="invited-title">
      <DialogTitle id="invited-title">{t('users.invited_title', { email: user.email })}</DialogTitle>
      <DialogContent className="stack">
        {user.invitation === 'no_mail_server' ? (
          <>
            <p>{t('users.no_mail_server')}</p>
            <CopyText
              text={`platen user invite --email ${user.email} --organization ${user.organization_id}`}
              label={t('users.invite_command')}
              mono
              block
            />
          </>
        ) : (
          <p>{t('users.invited', { email: user.email })}</p>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
