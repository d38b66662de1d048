import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Note } from '../../ui/Note.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import type { NextState, ServiceRequest } from './requestsApi.ts'
import { cancelRequest, changeState, requestQuery } from './requestsApi.ts'

export type DialogStep = 'start' | 'complete' | 'cancel'

const states: Record<DialogStep, NextState> = { start: 'in_progress', complete: 'completed', cancel: 'cancelled' }

/** The next state of a request, with what is to be said about it. */
export function StateDialog({
  request,
  etag,
  step,
  onClose,
}: {
  request: ServiceRequest
  etag: string
  step: DialogStep
  onClose: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const mayHandle = useAllowed('changeServiceRequestState')
  const [key] = useState(newIdempotencyKey)
  const title = t(`service_requests.step.${step}`)
  const labels = { comment: t(step === 'cancel' ? 'service_requests.reason' : 'service_requests.comment.text') }
  const form = useForm({
    limits: limits.ServiceRequestStep,
    initial: { comment: '' },
    validate: ({ comment }) => ({
      comment: step === 'cancel' && comment.trim() === '' ? t('form.required') : undefined,
    }),
    draft: `service_request.${step}.${request.id}`,
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...requestQuery(organizationId, request.id), staleTime: 0 })
      return { values: { comment: '' }, etag: fresh.etag ?? '' }
    },
    submit: async ({ comment }, seen) => {
      if (step === 'cancel' && !mayHandle) await cancelRequest(organizationId, request.id, seen, comment, key)
      else await changeState(organizationId, request.id, seen, { state: states[step], comment }, key)
      await queryClient.invalidateQueries({ queryKey: ['service-requests'] })
      await queryClient.invalidateQueries({ queryKey: ['printers'] })
      toast(t('service_requests.state_saved', { number: request.number }))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="state-title">
      <DialogTitle id="state-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title}>
          <OrganizationLine id={request.organization_id} />
          {step === 'complete' && request.kind === 'contract_removal' && (
            <Note tone="warning">{t('service_requests.removal_now')}</Note>
          )}
          <TextInput
            name="comment"
            label={labels.comment}
            required={step === 'cancel'}
            rows={3}
            help={t('service_requests.comment.help')}
          />
          <FormActions submit={title} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
