import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { User } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'

/** For somebody who has lost phone and recovery codes (IDN-4). */
export function ResetFactorDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organization_id = useOrganizationId()
  const reset = useMutation({
    mutationFn: () =>
      body(
        api.DELETE('/api/v1/users/{user_id}/second-factor', {
          params: { path: { user_id: user.id }, query: { organization_id } },
        }),
      ),
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['users'] })
      toast(t('users.factor_reset', { name: user.email }))
    },
  })
  return (
    <ConfirmDialog
      title={t('users.reset_title', { name: user.email })}
      sentence={t('users.reset_sentence')}
      confirm={t('users.reset_factor')}
      danger
      busy={reset.isPending}
      error={reset.error}
      onConfirm={() => reset.mutate()}
      onClose={onClose}
    >
      {t('users.reset_detail')}
    </ConfirmDialog>
  )
}
