import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { updateAgents } from './agentVersionsApi.ts'

/** Tells the chosen agents to become the newest version. */
export function UpdateAgentsDialog({
  ids,
  onClose,
  onDone,
}: {
  ids: string[]
  onClose: () => void
  onDone: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const update = useMutation({
    mutationFn: () => updateAgents(organizationId, ids, key),
    onSuccess: async ({ items }) => {
      const told = items.filter(({ version }) => version).length
      onDone()
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['agent-versions'] })
      const left = items.find(({ refusal }) => refusal)
      toast(
        [
          t('agent_versions.told', { count: told }),
          left?.refusal &&
            t('agent_versions.not_told', {
              count: items.length - told,
              why: t(`agent_versions.refusal.${left.refusal}`),
            }),
        ]
          .filter(Boolean)
          .join(' '),
        told === 0 ? { tone: 'problem' } : undefined,
      )
    },
  })
  return (
    <ConfirmDialog
      title={t('agent_versions.update_title', { count: ids.length })}
      sentence={t('agent_versions.update_sentence')}
      confirm={t('agent_versions.update')}
      busy={update.isPending}
      error={update.error}
      onConfirm={() => update.mutate()}
      onClose={onClose}
    >
      <p>{t('agent_versions.update_detail')}</p>
    </ConfirmDialog>
  )
}
