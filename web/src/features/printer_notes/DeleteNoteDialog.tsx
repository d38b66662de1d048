import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import { NoteText } from './NoteText.tsx'
import type { PrinterNote } from './noteWords.ts'
import { deleteNote, readNote, restoreNote } from './printerNotesApi.ts'

/** Deletes a note; Undo brings back the same one, with its author and its history. */
export function DeleteNoteDialog({ note, onClose }: { note: PrinterNote; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['printer-notes'] })
  const restore = async () => {
    try {
      await restoreNote(organizationId, note.id)
      await refresh()
      toast(t('printer_notes.restored'))
    } catch {
      toast(t('printer_notes.restore_failed'), { tone: 'problem' })
    }
  }
  const remove = useDelete({
    etag: etagOf(note),
    remove: (etag) => deleteNote(organizationId, note.id, etag),
    reread: async () => (await readNote(organizationId, note.id)).etag ?? '',
    onDone: async () => {
      onClose()
      await refresh()
      toast(t('printer_notes.deleted'), { undo: () => void restore() })
    },
  })
  return (
    <ConfirmDialog
      title={t('printer_notes.delete_title')}
      confirm={t('printer_notes.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <NoteText text={note.text} />
      <p className="muted" style={{ marginTop: 8 }}>
        {t('printer_notes.delete_detail')}
      </p>
    </ConfirmDialog>
  )
}
