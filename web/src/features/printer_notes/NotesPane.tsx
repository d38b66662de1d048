import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { NoteDialog } from './NoteDialog.tsx'
import { NoteMenu } from './NoteMenu.tsx'
import { NoteText } from './NoteText.tsx'
import { newestNotesQuery, paneNotes } from './printerNotesApi.ts'
import styles from './printerNotes.module.css'

/** The newest notes on a printer, on its page. */
export default function NotesPane({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const mayWrite = useAllowed('createPrinterNote')
  const [writing, setWriting] = useState(false)
  const notes = useQuery(newestNotesQuery(useOrganizationId(), printer.id))
  return (
    <>
      {notes.isPending ? (
        <Lines count={paneNotes} />
      ) : notes.isError ? (
        <Problem error={notes.error} onRetry={() => void notes.refetch()} />
      ) : notes.data.items.length === 0 ? (
        <p className="muted">{t('printer_notes.none')}</p>
      ) : (
        <ul>
          {notes.data.items.map((note) => (
            <li key={note.id} className={styles.note}>
              <div className={styles.words}>
                <NoteText text={note.text} />
                <div className="muted small">
                  <Breakable
                    text={
                      note.changed_by === note.author
                        ? note.author
                        : t('printer_notes.edited_by', { author: note.author, name: note.changed_by })
                    }
                  />
                  {' · '}
                  <Age at={note.updated_at} />
                </div>
              </div>
              <NoteMenu note={note} />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.under}>
        {mayWrite && (
          <Button variant="outlined" startIcon={<Plus size={16} />} onClick={() => setWriting(true)}>
            {t('printer_notes.new')}
          </Button>
        )}
        {notes.data && notes.data.items.length > 0 && (
          <Link to="/printer-notes" search={{ printer_id: printer.id }}>
            {t('printer_notes.all')}
          </Link>
        )}
      </div>
      {writing && <NoteDialog printer={printer} onClose={() => setWriting(false)} />}
    </>
  )
}
