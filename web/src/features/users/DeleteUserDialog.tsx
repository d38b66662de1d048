import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, body } from '../../api/client.ts'
import type { User } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'

export function DeleteUserDialog({ user, onClose }: { user: User; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organization_id = useOrganizationId()
  const params = { path: { user_id: user.id }, query: { organization_id } }
  const remove = useDelete({
    etag: etagOf(user),
    remove: (etag) =>
      body(api.DELETE('/api/v1/users/{user_id}', { params: { ...params, header: { 'If-Match': etag } } })),
    reread: async () => (await answer(api.GET('/api/v1/users/{user_id}', { params }))).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['users'] })
      toast(t('users.deleted', { name: user.email }))
    },
  })
  return (
    <ConfirmDialog
      title={t('users.delete_title', { name: user.email })}
      sentence={t('users.delete_sentence')}
      confirm={t('users.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('users.delete_detail')}
    </ConfirmDialog>
  )
}
