import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import { deleteWebhook, readWebhook } from './webhooksApi.ts'
import type { Webhook } from './webhookWords.ts'

interface Props {
  webhook: Webhook
  onClose: () => void
  onDeleted?: () => void
}

/** Deletes the endpoint as it was when the question came up, with what was sent to it. */
export function DeleteWebhookDialog({ webhook, onClose, onDeleted }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const remove = useDelete({
    etag: etagOf(webhook),
    remove: (etag) => deleteWebhook(organizationId, webhook.id, etag),
    reread: async () => (await readWebhook(organizationId, webhook.id)).etag ?? '',
    onDone: async () => {
      onClose()
      toast(t('webhooks.deleted'))
      onDeleted?.()
      await queryClient.invalidateQueries({ queryKey: ['webhooks'] })
    },
  })
  return (
    <ConfirmDialog
      title={t('webhooks.delete_title')}
      sentence={t('webhooks.delete_sentence')}
      confirm={t('webhooks.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p className="break">{webhook.url}</p>
    </ConfirmDialog>
  )
}
