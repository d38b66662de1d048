import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import type { Model } from './mpsExpressApi.ts'
import { deleteModel, readModel } from './mpsExpressApi.ts'

/** Takes a model out of the list: printers of it can be added no more. */
export function DeleteModelDialog({ model, onClose }: { model: Model; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const name = `${model.manufacturer} ${model.model}`
  const remove = useDelete({
    etag: etagOf(model),
    remove: (etag) => deleteModel(organizationId, model.id, etag),
    reread: async () => (await readModel(organizationId, model.id)).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['mps-express'] })
      toast(t('mps_express.model.deleted', { name }))
    },
  })
  return (
    <ConfirmDialog
      title={t('mps_express.model.delete_title', { name })}
      confirm={t('mps_express.model.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{t('mps_express.model.delete_detail')}</p>
    </ConfirmDialog>
  )
}
