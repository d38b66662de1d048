import { History, SquarePen, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAllowed } from '../../lib/session.tsx'
import { ActionMenu } from '../../ui/PageHead.tsx'
import { RowButton } from '../../ui/RowButton.tsx'
import { DeleteNoteDialog } from './DeleteNoteDialog.tsx'
import { NoteDialog } from './NoteDialog.tsx'
import { NoteHistoryDialog } from './NoteHistoryDialog.tsx'
import type { PrinterNote } from './noteWords.ts'
import { nameOf } from './noteWords.ts'

/** A note by its first words; a click shows all of it, with its history. */
export function NoteName({ note }: { note: PrinterNote }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <RowButton onClick={() => setOpen(true)}>{nameOf(note)}</RowButton>
      {open && <NoteHistoryDialog note={note} onClose={() => setOpen(false)} />}
    </>
  )
}

/** What can be done with one note, with its dialogs; the same in the list and on the printer's page. */
export function NoteMenu({ note }: { note: PrinterNote }) {
  const { t } = useTranslation()
  const mayEdit = useAllowed('updatePrinterNote')
  const mayDelete = useAllowed('deletePrinterNote')
  const [open, setOpen] = useState<'edit' | 'history' | 'delete' | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <ActionMenu
        label={t('printer_notes.actions_for', { note: nameOf(note) })}
        actions={[
          ...(mayEdit
            ? [
                {
                  id: 'edit',
                  label: t('printer_notes.edit'),
                  icon: <SquarePen size={16} />,
                  onClick: () => setOpen('edit'),
                },
              ]
            : []),
          {
            id: 'history',
            label: t('printer_notes.history'),
            icon: <History size={16} />,
            onClick: () => setOpen('history'),
          },
          ...(mayDelete
            ? [
                {
                  id: 'delete',
                  label: t('printer_notes.delete'),
                  icon: <Trash2 size={16} />,
                  onClick: () => setOpen('delete'),
                },
              ]
            : []),
        ]}
      />
      {open === 'edit' && (
        <NoteDialog
          printer={{ id: note.printer_id, organization_id: note.organization_id }}
          note={note}
          onClose={close}
        />
      )}
      {open === 'history' && <NoteHistoryDialog note={note} onClose={close} />}
      {open === 'delete' && <DeleteNoteDialog note={note} onClose={close} />}
    </>
  )
}
