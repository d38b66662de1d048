import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { printerNotesList } from './printerNotesSearch.ts'
import { printerNotesTexts } from './texts.ts'

const NotesPane = lazyPart(() => import('./NotesPane.tsx'), Waiting, [printerNotesTexts])

// snippet: printer_notes.feature
export const printerNotes = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/printer-notes',
      validateSearch: reads(printerNotesList.read),
      component: lazyPage(() => import('./PrinterNotesPage.tsx'), 'PrinterNotesPage', [printerNotesTexts]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/printer-notes', label: 'nav.printer_notes' }],
  things: [{ list: '/printer-notes', title: 'nav.printer_notes', gone: 'printer_notes.gone' }],
  panes: [{ page: 'printer', order: 10, title: 'nav.printer_notes', Part: NotesPane }],
})
// end of snippet
