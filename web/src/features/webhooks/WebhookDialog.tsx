import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { ChoiceInput, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import { createWebhook, eventTypesQuery, readWebhook, updateWebhook } from './webhooksApi.ts'
import type { Webhook, WebhookValues } from './webhookWords.ts'
import { inputOf, valuesOf } from './webhookWords.ts'

/** An endpoint and its secret, which can be read only now. */
export interface MadeSecret {
  url: string
  secret: string
}

interface Props {
  /** null: a new one. */
  webhook: Webhook | null
  onMade: (made: MadeSecret) => void
  onClose: () => void
}

/** Adds an endpoint, or changes one. */
export function WebhookDialog({ webhook, onMade, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const above = useOrganization()?.tier !== 'child'
  const [key] = useState(newIdempotencyKey)
  const types = useQuery(eventTypesQuery(organizationId)).data?.items.filter(({ type }) => type !== 'webhook.test')
  const labels = {
    url: t('webhooks.field.url'),
    description: t('webhooks.field.description'),
    which: t('webhooks.field.which'),
    event_types: t('webhooks.field.event_types'),
    child_organizations: t('webhooks.field.child_organizations'),
  }
  const title = webhook ? t('webhooks.edit') : t('webhooks.new')
  const validate = useMemo(
    () => (values: WebhookValues) => ({
      url: values.url.trim() === '' ? t('form.required') : undefined,
      event_types:
        values.which === 'chosen' && values.event_types.length === 0 ? t('webhooks.problem.event_types') : undefined,
    }),
    [t],
  )
  const form = useForm<WebhookValues>({
    limits: limits.EndpointInput,
    initial: valuesOf(webhook),
    validate,
    draft: `webhook.${webhook?.id ?? `new.${organizationId}`}`,
    etag: webhook ? etagOf(webhook) : undefined,
    reread: webhook
      ? async () => {
          const fresh = await readWebhook(organizationId, webhook.id)
          return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      if (webhook) {
        await updateWebhook(organizationId, webhook.id, etag, inputOf(values, webhook.enabled))
        toast(t('webhooks.saved'))
      } else {
        const made = await createWebhook(organizationId, inputOf(values, true), key)
        onMade({ url: made.url, secret: made.secret })
      }
      await queryClient.invalidateQueries({ queryKey: ['webhooks'] })
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="webhook-title">
      <DialogTitle id="webhook-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title} conflictTitle={t('webhooks.conflict')}>
          <OrganizationLine id={webhook?.organization_id ?? organizationId} />
          <TextInput name="url" label={labels.url} required autoFocus mono help={t('webhooks.help.url')} />
          <TextInput name="description" label={labels.description} help={t('webhooks.help.description')} />
          <SelectInput
            name="which"
            label={labels.which}
            options={(['all', 'chosen'] as const).map((value) => ({ value, label: t(`webhooks.which.${value}`) }))}
          />
          {form.values.which === 'chosen' && (
            <ChoiceInput
              name="event_types"
              label={labels.event_types}
              required
              options={(types ?? []).map(({ type, description }) => ({ value: type, label: type, help: description }))}
            />
          )}
          {above && (
            <ChoiceInput
              name="child_organizations"
              label={labels.child_organizations}
              options={[{ value: 'yes', label: t('webhooks.child_organizations') }]}
            />
          )}
          <FormActions submit={webhook ? t('common.save') : t('webhooks.new')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}

/** The only time that the secret can be read. */
export function SecretDialog({ made, onClose }: { made: MadeSecret; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog open maxWidth="sm" fullWidth aria-labelledby="secret-title">
      <DialogTitle id="secret-title" className="break">
        {t('webhooks.secret_title', { url: made.url })}
      </DialogTitle>
      <DialogContent className="stack">
        <p>{t('webhooks.secret_once')}</p>
        <CopyText text={made.secret} label={t('webhooks.secret')} mono block />
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
