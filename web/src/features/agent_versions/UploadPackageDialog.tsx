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
import { largestPackage, uploadPackage } from './agentVersionsApi.ts'

/** Uploads a signed package. */
export function UploadPackageDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const file = useRef<File | null>(null)
  // One key for one chosen file: a double click uploads it once.
  const [key, setKey] = useState(newIdempotencyKey)
  const title = t('agent_versions.upload')
  const labels = { file: t('agent_versions.field.file') }
  const form = useForm({
    initial: { file: '' },
    validate: (values) => ({
      file:
        values.file === '' || file.current === null
          ? t('agent_versions.problem.no_file')
          : file.current.size > largestPackage
            ? t('agent_versions.problem.too_large')
            : undefined,
    }),
    draft: 'agent_versions.package',
    submit: async () => {
      if (file.current === null) return
      const made = await uploadPackage(organizationId, file.current, key)
      await queryClient.invalidateQueries({ queryKey: ['agent-versions'] })
      toast(t('agent_versions.uploaded', { name: `${made.agent_version} ${made.architecture}` }))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="package-title">
      <DialogTitle id="package-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title}>
          <FileInput
            name="file"
            label={labels.file}
            help={t('agent_versions.help.file')}
            onFile={(chosen) => {
              file.current = chosen
              setKey(newIdempotencyKey())
            }}
          />
          <FormActions submit={title} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
