import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import type { Item } from './catalogApi.ts'
import { deleteItem, itemQuery, itemUseQuery } from './catalogApi.ts'

/** Deletes an item that nothing uses; what is used the server refuses, and says to deactivate it. */
export function DeleteItemDialog({
  item,
  onClose,
  onDeleted,
}: {
  item: Item
  onClose: () => void
  onDeleted?: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const use = useQuery(itemUseQuery(organizationId, item.id))
  const used = use.data !== undefined && (use.data.printers > 0 || use.data.order_lines > 0)
  const remove = useDelete({
    etag: etagOf(item),
    remove: (etag) => deleteItem(organizationId, item.id, etag),
    reread: async () =>
      (await queryClient.fetchQuery({ ...itemQuery(organizationId, item.id), staleTime: 0 })).etag ?? '',
    onDone: () => {
      onClose()
      onDeleted?.()
      queryClient.removeQueries({ queryKey: ['catalog', organizationId, 'item', item.id] })
      void queryClient.invalidateQueries({ queryKey: ['catalog'] })
      toast(t('catalog.deleted', { name: item.part_number }))
    },
  })
  return (
    <ConfirmDialog
      title={t('catalog.delete_title', { name: item.part_number })}
      confirm={t('catalog.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{used ? t('catalog.delete_used') : t('catalog.delete_detail')}</p>
    </ConfirmDialog>
  )
}
