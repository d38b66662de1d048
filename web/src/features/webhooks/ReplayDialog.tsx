import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { now } from '../../lib/now.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { replayFailed } from './webhooksApi.ts'
import type { Webhook } from './webhookWords.ts'

const spans = [1, 6, 24, 7 * 24, 30 * 24]

/** Sends everything again that the endpoint has not taken since a time. */
export function ReplayDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const labels = { hours: t('webhooks.field.since') }
  const form = useForm<{ [key: string]: unknown; hours: string }>({
    limits: {},
    initial: { hours: '24' },
    validate: () => ({}),
    draft: `webhook.replay.${webhook.id}`,
    submit: async ({ hours }) => {
      const since = new Date(now() - Number(hours) * 3600_000).toISOString()
      const { count } = await replayFailed(organizationId, webhook.id, since, key)
      await queryClient.invalidateQueries({ queryKey: ['webhooks'] })
      toast(t('webhooks.replayed', { count }))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="xs" fullWidth aria-labelledby="replay-title">
      <DialogTitle id="replay-title">{t('webhooks.replay_failed')}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={t('webhooks.replay_failed')}>
          <p className="muted">{t('webhooks.replay_detail')}</p>
          <SelectInput
            name="hours"
            label={labels.hours}
            options={spans.map((hours) => ({
              value: String(hours),
              label: hours < 24 ? t('webhooks.hours', { count: hours }) : t('webhooks.days', { count: hours / 24 }),
            }))}
          />
          <FormActions submit={t('webhooks.replay')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
