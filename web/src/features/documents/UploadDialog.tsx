import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { FormActions, FormView, RequiredNote, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationInput, OrganizationLine, useNewFor } from '../organizations/OrganizationField.tsx'
import { addVersion, createDocument, foldersQuery, largestFile } from './documentsApi.ts'
import type { SharedDocument } from './documentsApi.ts'
import { FileInput } from './FileInput.tsx'

/** Shares a document, or a new version of one. */
export function UploadDialog({ document, onClose }: { document: SharedDocument | null; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const acting = useOrganizationId()
  const newFor = useNewFor()
  const folders = useQuery({ ...foldersQuery(acting), enabled: document === null })
  const file = useRef<File | null>(null)
  // One key for one chosen file: a double click shares it once.
  const [key, setKey] = useState(newIdempotencyKey)
  const title = t(document ? 'documents.new_version' : 'documents.share')
  const labels = {
    organization_id: t('organizations.field.organization'),
    file: t('documents.field.file'),
    name: t('documents.field.name'),
    folder: t('documents.field.folder'),
    description: t('documents.field.description'),
  }
  const form = useForm({
    limits: limits.DocumentInput,
    initial: {
      organization_id: document?.organization_id ?? newFor,
      file: '',
      name: document?.name ?? '',
      folder: document?.folder ?? '',
      description: document?.description ?? '',
    },
    validate: (values) => ({
      organization_id: values.organization_id === '' ? t('form.required') : undefined,
      file:
        values.file === '' || file.current === null
          ? t('documents.problem.no_file')
          : file.current.size > largestFile
            ? t('documents.problem.too_large')
            : undefined,
      name: values.name.trim() === '' ? t('form.required') : undefined,
    }),
    draft: document ? `document.version.${document.id}` : `document.new.${acting}`,
    submit: async (values) => {
      if (file.current === null) return
      const { name, folder, description } = values
      if (document) await addVersion(acting, document.id, file.current, key)
      else await createDocument(values.organization_id, file.current, { name, folder, description }, key)
      await queryClient.invalidateQueries({ queryKey: ['documents'] })
      toast(t(document ? 'documents.version_added' : 'documents.shared', { name }))
      onClose()
    },
  })
  const choose = (chosen: File) => {
    file.current = chosen
    setKey(newIdempotencyKey())
    if (!document && form.values.name.trim() === '') form.set('name', chosen.name)
  }
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="upload-title">
      <DialogTitle id="upload-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title}>
          <RequiredNote />
          {document ? <OrganizationLine id={document.organization_id} /> : <OrganizationInput />}
          <FileInput name="file" label={labels.file} help={t('documents.help.file')} onFile={choose} />
          {document === null && (
            <>
              <TextInput name="name" label={labels.name} required />
              <TextInput
                name="folder"
                label={labels.folder}
                help={t('documents.help.folder')}
                suggestions={folders.data?.folders}
              />
              <TextInput name="description" label={labels.description} rows={2} />
            </>
          )}
          <FormActions submit={title} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
