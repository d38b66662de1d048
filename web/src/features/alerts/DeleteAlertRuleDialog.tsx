import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import type { AlertRule } from './alertFields.ts'
import { deleteAlertRule, readAlertRule } from './alertsApi.ts'

/** Deletes a rule; the log keeps what it sent. */
export function DeleteAlertRuleDialog({ rule, onClose }: { rule: AlertRule; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const remove = useDelete({
    etag: etagOf(rule),
    remove: (etag) => deleteAlertRule(organizationId, rule.id, etag),
    reread: async () => (await readAlertRule(organizationId, rule.id)).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['alert-rules'] })
      toast(t('alerts.deleted', { name: rule.name }))
    },
  })
  return (
    <ConfirmDialog
      title={t('alerts.delete_title')}
      confirm={t('alerts.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>
        <strong>
          <Breakable text={rule.name} />
        </strong>
      </p>
      <p className="muted">{t('alerts.delete_detail')}</p>
    </ConfirmDialog>
  )
}
