import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { now } from '../../lib/now.ts'
import { ChoiceInput, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Panel } from '../../ui/Panel.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine, useActsForSeveral } from '../organizations/OrganizationField.tsx'
import type { ServiceRequest } from './requestsApi.ts'
import { commentRequest } from './requestsApi.ts'
import { mayReopen } from './requestWords.ts'

/** Says something about a request; what was completed may be reopened with it. */
export function CommentForm({ request }: { request: ServiceRequest }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const several = useActsForSeveral()
  const [key, setKey] = useState(newIdempotencyKey)
  const title = t('service_requests.comment.title')
  const labels = { text: t('service_requests.comment.text'), reopen: t('service_requests.comment.state') }
  const form = useForm({
    limits: limits.ServiceRequestComment,
    initial: { text: '', reopen: [] as string[] },
    validate: ({ text }) => ({ text: text.trim() === '' ? t('form.required') : undefined }),
    draft: `service_request.comment.${request.id}`,
    submit: async ({ text, reopen }) => {
      await commentRequest(organizationId, request.id, { text, reopen: reopen.length > 0 }, key)
      setKey(newIdempotencyKey())
      await queryClient.invalidateQueries({ queryKey: ['service-requests'] })
      toast(t('service_requests.comment.sent'))
      return { values: { text: '', reopen: [] }, etag: '' }
    },
  })
  return (
    <Panel title={title} id="comment">
      <FormView form={form} labels={labels} label={title}>
        {several && <OrganizationLine id={request.organization_id} />}
        <TextInput name="text" label={labels.text} required rows={3} help={t('service_requests.comment.help')} />
        {mayReopen(request, now()) && (
          <ChoiceInput
            name="reopen"
            label={labels.reopen}
            options={[{ value: 'reopen', label: t('service_requests.comment.reopen') }]}
          />
        )}
        <FormActions submit={t('service_requests.comment.send')} />
      </FormView>
    </Panel>
  )
}
