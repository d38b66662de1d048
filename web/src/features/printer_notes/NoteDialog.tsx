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
import { etagOf } from '../../ui/useDelete.ts'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import type { PrinterNote } from './noteWords.ts'
import { noteBody } from './noteWords.ts'
import { createNote, readNote, updateNote } from './printerNotesApi.ts'

interface Props {
  /** What the note is about. */
  printer: { id: string; organization_id: string }
  /** Absent: a new one. */
  note?: PrinterNote
  onClose: () => void
}

/** Writes a note on a printer, or changes one. */
export function NoteDialog({ printer, note, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const labels = { text: t('printer_notes.field.text') }
  const title = note ? t('printer_notes.edit') : t('printer_notes.new')
  // snippet: printer_notes.form
  const form = useForm({
    limits: limits.NoteInput,
    initial: { text: note?.text ?? '' },
    validate: ({ text }) => ({ text: text.trim() === '' ? t('form.required') : undefined }),
    draft: `printer_note.${note?.id ?? `new.${printer.id}`}`,
    etag: note && etagOf(note),
    reread: note
      ? async () => {
          const fresh = await readNote(organizationId, note.id)
          return { values: { text: fresh.data.text }, etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      if (note) await updateNote(organizationId, note.id, etag, noteBody(values))
      else await createNote(organizationId, printer.id, noteBody(values), key)
      await queryClient.invalidateQueries({ queryKey: ['printer-notes'] })
      toast(t('printer_notes.saved'))
      onClose()
    },
  })
  // end of snippet
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="note-title">
      <DialogTitle id="note-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title} conflictTitle={t('printer_notes.conflict')}>
          <OrganizationLine id={printer.organization_id} />
          <TextInput name="text" label={labels.text} help={t('printer_notes.help.text')} required autoFocus rows={4} />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
