import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import type { ServiceRequest } from './requestsApi.ts'
import { noteRequest } from './requestsApi.ts'

/** For the operator's people only: the customer never reads it. */
export function NoteDialog({ request, onClose }: { request: ServiceRequest; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const title = t('service_requests.step.note')
  const labels = { text: t('service_requests.note.text') }
  const form = useForm({
    limits: limits.ServiceRequestNote,
    initial: { text: '' },
    validate: ({ text }) => ({ text: text.trim() === '' ? t('form.required') : undefined }),
    draft: `service_request.note.${request.id}`,
    submit: async ({ text }) => {
      await noteRequest(organizationId, request.id, text, key)
      await queryClient.invalidateQueries({ queryKey: ['service-requests'] })
      toast(t('service_requests.note.saved'))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="note-title">
      <DialogTitle id="note-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title}>
          <OrganizationLine id={request.organization_id} />
          <TextInput name="text" label={labels.text} required rows={3} help={t('service_requests.note.help')} />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
