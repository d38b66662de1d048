import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, id, text } from '../../lib/listSchema.ts'

// snippet: printer_notes.portal_list
export const printerNotesList = defineList(
  '/api/v1/printer-notes',
  { search: text, printer_id: id },
  {
    sorts: ['updated_at', 'created_at', 'author', 'changed_by', 'model', 'organization_name', 'text'],
    parameters: { search: 'same', printer_id: 'same' },
  },
)
export type PrinterNotesSearch = StateOf<typeof printerNotesList>
// end of snippet
