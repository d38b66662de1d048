import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { FormActions, FormView } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { FileInput } from '../documents/FileInput.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import type { ServiceRequest } from './requestsApi.ts'
import { attachFile, largestAttachment } from './requestsApi.ts'

/** Adds a file to a request; the server looks at what it is. */
export function AttachDialog({ request, onClose }: { request: ServiceRequest; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const file = useRef<File | null>(null)
  // One key for one chosen file: a double click attaches it once.
  const [key, setKey] = useState(newIdempotencyKey)
  const title = t('service_requests.step.attach')
  const labels = { file: t('service_requests.field.file') }
  const form = useForm({
    initial: { file: '' },
    validate: (values) => ({
      file:
        values.file === '' || file.current === null
          ? t('service_requests.problem.no_file')
          : file.current.size > largestAttachment
            ? t('service_requests.problem.too_large')
            : undefined,
    }),
    draft: `service_request.attach.${request.id}`,
    submit: async () => {
      if (file.current === null) return
      await attachFile(organizationId, request.id, file.current, key)
      await queryClient.invalidateQueries({ queryKey: ['service-requests'] })
      toast(t('service_requests.attached'))
      onClose()
    },
  })
  const choose = (chosen: File) => {
    file.current = chosen
    setKey(newIdempotencyKey())
  }
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="attach-title">
      <DialogTitle id="attach-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title}>
          <OrganizationLine id={request.organization_id} />
          <FileInput name="file" label={labels.file} help={t('service_requests.help.file')} onFile={choose} />
          <FormActions submit={title} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
