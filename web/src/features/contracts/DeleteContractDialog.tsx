import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import type { Contract } from './contractsApi.ts'
import { contractQuery, deleteContract } from './contractsApi.ts'

/** A contract that no printer is under. */
export function DeleteContractDialog({
  contract,
  onClose,
  onDeleted,
}: {
  contract: Contract
  onClose: () => void
  onDeleted: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const { number } = contract
  const remove = useDelete({
    etag: etagOf(contract),
    remove: (etag) => deleteContract(organizationId, contract.id, etag),
    reread: async () =>
      (await queryClient.fetchQuery({ ...contractQuery(organizationId, contract.id), staleTime: 0 })).etag ?? '',
    onDone: async () => {
      onDeleted()
      await queryClient.invalidateQueries({ queryKey: ['contracts', organizationId, 'list'] })
      toast(t('contracts.deleted', { number }))
    },
  })
  return (
    <ConfirmDialog
      title={t('contracts.delete_title', { number })}
      confirm={t('contracts.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{t('contracts.delete_detail')}</p>
    </ConfirmDialog>
  )
}
