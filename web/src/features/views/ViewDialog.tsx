import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { ChoiceInput, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import type { SavedView, ViewInput } from './viewState.ts'
import { createView, readView, updateView } from './viewsApi.ts'

interface Props {
  /** What is kept: of a view that is there what it keeps already. */
  content: Omit<ViewInput, 'name' | 'shared'>
  /** Absent: a new one. */
  view?: SavedView
  onClose: () => void
  onSaved: (view: SavedView) => void
}

const shared = (is: boolean): string[] => (is ? ['yes'] : [])

/** The name of a view, and who sees it (PRN-1). */
export default function ViewDialog({ content, view, onClose, onSaved }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const labels = { name: t('views.field.name'), shared: t('views.field.shared') }
  const title = view ? t('views.change') : t('views.save_as')
  const form = useForm({
    limits: limits.ViewInput,
    initial: { name: view?.name ?? '', shared: shared(view?.shared ?? false) },
    validate: ({ name }) => ({ name: name.trim() === '' ? t('form.required') : undefined }),
    draft: `view.${view?.id ?? `new.${content.list}`}`,
    etag: view && etagOf(view),
    reread: view
      ? async () => {
          const fresh = await readView(organizationId, view.id)
          return {
            values: { name: fresh.data.name, shared: shared(fresh.data.shared) },
            etag: fresh.etag ?? '',
          }
        }
      : undefined,
    submit: async (values, etag) => {
      const input = { ...content, name: values.name.trim(), shared: values.shared.length > 0 }
      const saved = view
        ? await updateView(organizationId, view.id, etag, input)
        : await createView(organizationId, input, key)
      await queryClient.invalidateQueries({ queryKey: ['views'] })
      toast(t('views.saved', { name: saved.name }))
      onSaved(saved)
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="view-title">
      <DialogTitle id="view-title">{title}</DialogTitle>
      <DialogContent>
        <FormView
          form={form}
          labels={labels}
          label={title}
          conflictTitle={t('views.conflict')}
          words={(name, value) =>
            name === 'shared'
              ? t(Array.isArray(value) && value.length > 0 ? 'views.shared' : 'views.private')
              : undefined
          }
        >
          <OrganizationLine id={view?.organization_id ?? organizationId} />
          <TextInput name="name" label={labels.name} help={t('views.help.name')} required autoFocus />
          <ChoiceInput
            name="shared"
            label={labels.shared}
            options={[{ value: 'yes', label: t('views.share'), help: t('views.help.share') }]}
          />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
