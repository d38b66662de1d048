import type { Raw, StateOf } from '../../lib/listSchema.ts'
import { defineList, id, text } from '../../lib/listSchema.ts'

export const contactsList = defineList(
  '/api/v1/contacts',
  { search: text, company: text, city: text },
  {
    sorts: [
      'last_name',
      'company',
      'city',
      'email',
      'assigned_printer_count',
      'country',
      'phone',
      'street',
      'updated_at',
    ],
    parameters: { search: 'same', company: 'same', city: 'same' },
  },
)
export type ContactsSearch = StateOf<typeof contactsList>

/** The form for a new contact, empty or filled with another one's values. */
export interface NewContactSearch {
  duplicate?: string
}

export function contactSearch(raw: Raw): NewContactSearch {
  return { duplicate: id(raw.duplicate) }
}

/** The import that is shown; without one a file is chosen. */
export interface ImportSearch {
  import_id?: string
}

export function importSearch(raw: Raw): ImportSearch {
  return { import_id: id(raw.import_id) }
}
