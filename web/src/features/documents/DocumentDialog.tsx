import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import type { DocumentBody, SharedDocument } from './documentsApi.ts'
import { foldersQuery, readDocument, updateDocument } from './documentsApi.ts'

const valuesOf = ({ name, folder, description }: DocumentBody) => ({ name, folder, description })

/** Another name, folder or description of a document. */
export function DocumentDialog({ document, onClose }: { document: SharedDocument; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const folders = useQuery(foldersQuery(organizationId))
  const title = t('documents.edit')
  const labels = {
    name: t('documents.field.name'),
    folder: t('documents.field.folder'),
    description: t('documents.field.description'),
  }
  const form = useForm({
    limits: limits.DocumentInput,
    initial: valuesOf(document),
    validate: ({ name }) => ({ name: name.trim() === '' ? t('form.required') : undefined }),
    draft: `document.${document.id}`,
    etag: etagOf(document),
    reread: async () => {
      const fresh = await readDocument(organizationId, document.id)
      return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async (values, etag) => {
      await updateDocument(organizationId, document.id, etag, values)
      await queryClient.invalidateQueries({ queryKey: ['documents'] })
      toast(t('documents.saved', { name: values.name }))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="document-title">
      <DialogTitle id="document-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title} conflictTitle={t('documents.conflict')}>
          <OrganizationLine id={document.organization_id} />
          <TextInput name="name" label={labels.name} required autoFocus />
          <TextInput
            name="folder"
            label={labels.folder}
            help={t('documents.help.folder')}
            suggestions={folders.data?.folders}
          />
          <TextInput name="description" label={labels.description} rows={2} />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
