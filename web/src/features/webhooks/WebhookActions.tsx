import { useMutation, useQueryClient } from '@tanstack/react-query'
import { KeyRound, Power, PowerOff, Send, SquarePen, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ActionMenu } from '../../ui/PageHead.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { DeleteWebhookDialog } from './DeleteWebhookDialog.tsx'
import type { MadeSecret } from './WebhookDialog.tsx'
import { SecretDialog, WebhookDialog } from './WebhookDialog.tsx'
import { rotateSecret, testWebhook, updateWebhook } from './webhooksApi.ts'
import type { Webhook } from './webhookWords.ts'
import { switched } from './webhookWords.ts'

/** Everything that one may do with an endpoint: the menu of its row and of its page. */
export function WebhookActions({ webhook, onDeleted }: { webhook: Webhook; onDeleted?: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const mayManage = useAllowed('updateWebhook')
  const [open, setOpen] = useState<'edit' | 'rotate' | 'disable' | 'delete' | null>(null)
  const [made, setMade] = useState<MadeSecret | null>(null)
  const close = () => setOpen(null)
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['webhooks'] })
  const failed = () => toast(t('webhooks.not_done'), { tone: 'problem' })
  const test = useMutation({
    mutationFn: () => testWebhook(organizationId, webhook.id),
    onSuccess: async () => {
      await refresh()
      toast(t('webhooks.test_sent'))
    },
    onError: failed,
  })
  const enable = useMutation({
    mutationFn: () => updateWebhook(organizationId, webhook.id, etagOf(webhook), switched(webhook, true)),
    onSuccess: async () => {
      await refresh()
      toast(t('webhooks.enabled_done'))
    },
    onError: async () => {
      failed()
      await refresh()
    },
  })
  const disable = useMutation({
    mutationFn: () => updateWebhook(organizationId, webhook.id, etagOf(webhook), switched(webhook, false)),
    onSuccess: async () => {
      close()
      await refresh()
      toast(t('webhooks.disabled_done'))
    },
  })
  const rotate = useMutation({
    mutationFn: () => rotateSecret(organizationId, webhook.id, etagOf(webhook)),
    onSuccess: async ({ url, secret }) => {
      close()
      setMade({ url, secret })
      await refresh()
    },
  })
  if (!mayManage) return null
  return (
    <>
      <ActionMenu
        label={t('webhooks.actions_for', { url: webhook.url })}
        actions={[
          { id: 'edit', label: t('webhooks.edit'), icon: <SquarePen size={16} />, onClick: () => setOpen('edit') },
          { id: 'test', label: t('webhooks.test'), icon: <Send size={16} />, onClick: () => test.mutate() },
          { id: 'rotate', label: t('webhooks.rotate'), icon: <KeyRound size={16} />, onClick: () => setOpen('rotate') },
          webhook.enabled
            ? {
                id: 'disable',
                label: t('webhooks.disable'),
                icon: <PowerOff size={16} />,
                onClick: () => setOpen('disable'),
              }
            : { id: 'enable', label: t('webhooks.enable'), icon: <Power size={16} />, onClick: () => enable.mutate() },
          { id: 'delete', label: t('webhooks.delete'), icon: <Trash2 size={16} />, onClick: () => setOpen('delete') },
        ]}
      />
      {open === 'edit' && <WebhookDialog webhook={webhook} onMade={setMade} onClose={close} />}
      {open === 'rotate' && (
        <ConfirmDialog
          title={t('webhooks.rotate_title')}
          confirm={t('webhooks.rotate')}
          busy={rotate.isPending}
          error={rotate.error}
          onConfirm={() => rotate.mutate()}
          onClose={close}
        >
          {t('webhooks.rotate_detail')}
        </ConfirmDialog>
      )}
      {open === 'disable' && (
        <ConfirmDialog
          title={t('webhooks.disable_title')}
          confirm={t('webhooks.disable')}
          busy={disable.isPending}
          error={disable.error}
          onConfirm={() => disable.mutate()}
          onClose={close}
        >
          {t('webhooks.disable_detail')}
        </ConfirmDialog>
      )}
      {open === 'delete' && <DeleteWebhookDialog webhook={webhook} onClose={close} onDeleted={onDeleted} />}
      {made && <SecretDialog made={made} onClose={() => setMade(null)} />}
    </>
  )
}
