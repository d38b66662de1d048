import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import type { SparesRule } from './shelfApi.ts'
import { deleteRule, readRule } from './shelfApi.ts'

export function DeleteRuleDialog({ rule, onClose }: { rule: SparesRule; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const remove = useDelete({
    etag: etagOf(rule),
    remove: (etag) => deleteRule(organizationId, rule.id, etag),
    reread: async () => (await readRule(organizationId, rule.id)).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['spares-rules'] })
      toast(t('shelf.spares.deleted'))
    },
  })
  return (
    <ConfirmDialog
      title={t('shelf.spares.delete_title')}
      confirm={t('shelf.spares.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>{t('shelf.spares.delete_detail')}</p>
    </ConfirmDialog>
  )
}
