import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { wholeNumber } from '../../lib/typedNumbers.ts'
import { FormActions, FormView, RequiredNote, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { OrganizationInput, OrganizationLine, useNewFor } from '../organizations/OrganizationField.tsx'
import type { ExternalLink } from './documentsApi.ts'
import { createLink, readLink, updateLink } from './documentsApi.ts'

const mostPosition = 999

const valuesOf = (link: ExternalLink | null, organization_id: string) => ({
  organization_id,
  title: link?.title ?? '',
  url: link?.url ?? '',
  description: link?.description ?? '',
  position: String(link?.position ?? 0),
})

/** Shares a link, or changes one. */
export function LinkDialog({ link, onClose }: { link: ExternalLink | null; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const acting = useOrganizationId()
  const newFor = useNewFor()
  const whose = link?.organization_id ?? newFor
  const [key] = useState(newIdempotencyKey)
  const title = t(link ? 'documents.edit_link' : 'documents.share_link')
  const labels = {
    organization_id: t('organizations.field.organization'),
    title: t('documents.field.title'),
    url: t('documents.field.url'),
    description: t('documents.field.description'),
    position: t('documents.field.position'),
  }
  const form = useForm({
    limits: limits.ExternalLinkInput,
    initial: valuesOf(link, whose),
    validate: (values) => {
      const position = wholeNumber(values.position)
      return {
        organization_id: values.organization_id === '' ? t('form.required') : undefined,
        title: values.title.trim() === '' ? t('form.required') : undefined,
        url:
          values.url.trim() === ''
            ? t('form.required')
            : /^https?:\/\/[^\s/]/i.test(values.url.trim())
              ? undefined
              : t('documents.problem.url'),
        position: position === undefined || position > mostPosition ? t('documents.problem.position') : undefined,
      }
    },
    draft: `external_link.${link?.id ?? `new.${acting}`}`,
    etag: link ? etagOf(link) : undefined,
    reread: link
      ? async () => {
          const fresh = await readLink(acting, link.id)
          return { values: valuesOf(fresh.data, whose), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      const input = {
        title: values.title.trim(),
        url: values.url.trim(),
        description: values.description.trim(),
        position: wholeNumber(values.position) ?? 0,
      }
      if (link) await updateLink(acting, link.id, etag, input)
      else await createLink(values.organization_id, input, key)
      await queryClient.invalidateQueries({ queryKey: ['external-links'] })
      toast(t('documents.link_saved', { name: input.title }))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="link-title">
      <DialogTitle id="link-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title} conflictTitle={t('documents.link_conflict')}>
          <RequiredNote />
          {link ? <OrganizationLine id={link.organization_id} /> : <OrganizationInput />}
          <TextInput name="title" label={labels.title} required />
          <TextInput name="url" label={labels.url} help={t('documents.help.url')} required mono />
          <TextInput name="description" label={labels.description} rows={2} />
          <TextInput name="position" label={labels.position} help={t('documents.help.position')} />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
