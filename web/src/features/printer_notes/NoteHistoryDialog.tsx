import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { FilePen, FilePlus, FileX, RotateCcw } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { NoteText } from './NoteText.tsx'
import type { NoteVersion, PrinterNote } from './noteWords.ts'
import { textOf } from './noteWords.ts'
import { noteVersionsQuery } from './printerNotesApi.ts'

const icons: Record<NoteVersion['change'], ReactNode> = {
  created: <FilePlus size={15} />,
  edited: <FilePen size={15} />,
  deleted: <FileX size={15} />,
  restored: <RotateCcw size={15} />,
}

/** Every version of a note, newest first: who did what, when. */
export function NoteHistoryDialog({ note, onClose }: { note: PrinterNote; onClose: () => void }) {
  const { t } = useTranslation()
  const versions = useInfiniteQuery(noteVersionsQuery(useOrganizationId(), note.id))
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="note-history-title">
      <DialogTitle id="note-history-title">{t('printer_notes.history_title')}</DialogTitle>
      <DialogContent>
        {versions.isPending ? (
          <Lines count={4} />
        ) : versions.isError ? (
          <Problem error={versions.error} onRetry={() => void versions.refetch()} />
        ) : (
          <Timeline
            entries={versions.data.pages
              .flatMap((page) => page.items)
              .map((version) => {
                const text = textOf(version)
                return {
                  id: String(version.version),
                  at: version.changed_at,
                  icon: icons[version.change],
                  title: (
                    <>
                      <strong>{t(`printer_notes.change.${version.change}`)}</strong>
                      {text !== undefined && <NoteText text={text} />}
                    </>
                  ),
                  detail: <Breakable text={version.changed_by} />,
                }
              })}
          />
        )}
        {versions.hasNextPage && (
          <BusyButton busy={versions.isFetchingNextPage} onClick={() => void versions.fetchNextPage()}>
            {t('printer_notes.older')}
          </BusyButton>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
