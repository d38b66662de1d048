import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import type { CatalogModel } from './catalogApi.ts'
import { deleteModel, modelName, modelQuery } from './catalogApi.ts'

/** Deletes a model that no printer and no item is of; others the server refuses. */
export function DeleteCatalogModelDialog({ model, onClose }: { model: CatalogModel; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const name = modelName(model)
  const remove = useDelete({
    etag: etagOf(model),
    remove: (etag) => deleteModel(organizationId, model.id, etag),
    reread: async () =>
      (await queryClient.fetchQuery({ ...modelQuery(organizationId, model.id), staleTime: 0 })).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['catalog'] })
      toast(t('catalog.deleted', { name }))
    },
  })
  return (
    <ConfirmDialog
      title={t('catalog.delete_title', { name })}
      confirm={t('catalog.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{t('catalog.model.delete_detail')}</p>
    </ConfirmDialog>
  )
}
