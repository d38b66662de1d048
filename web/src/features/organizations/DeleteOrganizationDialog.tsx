import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, body } from '../../api/client.ts'
import type { Organization } from '../../api/types.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'

/** ORG-2: what stands in the way is counted in the refusal. */
export function DeleteOrganizationDialog({
  organization,
  onClose,
  onDeleted,
}: {
  organization: Organization
  onClose: () => void
  onDeleted?: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const params = { path: { organization_id: organization.id } }
  const remove = useDelete({
    etag: etagOf(organization),
    remove: (etag) =>
      body(
        api.DELETE('/api/v1/organizations/{organization_id}', { params: { ...params, header: { 'If-Match': etag } } }),
      ),
    reread: async () => (await answer(api.GET('/api/v1/organizations/{organization_id}', { params }))).etag ?? '',
    onDone: async () => {
      onClose()
      onDeleted?.()
      await queryClient.invalidateQueries({ queryKey: ['organizations'] })
      toast(t('organizations.deleted', { name: organization.name }))
    },
  })
  return (
    <ConfirmDialog
      title={t('organizations.delete_title', { name: organization.name })}
      sentence={t('organizations.delete_sentence')}
      confirm={t('organizations.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('organizations.delete_detail')}
    </ConfirmDialog>
  )
}
