import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import type { AgentPackage } from './agentVersionsApi.ts'
import { deletePackage } from './agentVersionsApi.ts'

/** Deletes a package; agents that run that version go on. */
export function DeletePackageDialog({ package: each, onClose }: { package: AgentPackage; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const name = `${each.agent_version} ${each.architecture}`
  const remove = useMutation({
    mutationFn: () => deletePackage(organizationId, each.id),
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['agent-versions'] })
      toast(t('agent_versions.deleted', { name }))
    },
  })
  return (
    <ConfirmDialog
      title={t('agent_versions.delete_title', { name })}
      confirm={t('agent_versions.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p className="muted">{t('agent_versions.delete_detail')}</p>
    </ConfirmDialog>
  )
}
