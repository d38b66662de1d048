import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import type { ServiceRequest } from './requestsApi.ts'
import { assignRequest, deskMembersQuery, requestQuery } from './requestsApi.ts'

/** Who of the operator's people works on it. */
export function AssignDialog({
  request,
  etag,
  onClose,
}: {
  request: ServiceRequest
  etag: string
  onClose: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const members = useQuery(deskMembersQuery(organizationId))
  const title = t('service_requests.step.assign')
  const labels = { assignee: t('service_requests.column.assignee') }
  const form = useForm({
    initial: { assignee: request.assignee },
    validate: () => ({}),
    draft: `service_request.assign.${request.id}`,
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...requestQuery(organizationId, request.id), staleTime: 0 })
      return { values: { assignee: fresh.data.assignee }, etag: fresh.etag ?? '' }
    },
    submit: async ({ assignee }, seen) => {
      await assignRequest(organizationId, request.id, seen, assignee)
      await queryClient.invalidateQueries({ queryKey: ['service-requests'] })
      toast(t('service_requests.assigned'))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="assign-title">
      <DialogTitle id="assign-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title}>
          <OrganizationLine id={request.organization_id} />
          <SelectInput
            name="assignee"
            label={labels.assignee}
            options={[
              { value: '', label: t('service_requests.nobody') },
              ...(members.data?.items ?? []).map(({ email, name }) => ({
                value: email,
                label: name ? t('service_requests.person', { name, email }) : email,
              })),
            ]}
          />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
