import type { ListSearch, Raw } from '../../lib/listState.ts'
import { listSearch, text } from '../../lib/listState.ts'

export interface ContactsSearch extends ListSearch {
  company?: string
  city?: string
}

export function contactsSearch(raw: Raw): ContactsSearch {
  return { ...listSearch(raw), company: text(raw.company), city: text(raw.city) }
}

/** The form for a new contact: a copy of another one, or for printers that wait for their delivery contact. */
export interface NewContactSearch {
  duplicate?: string
}

export function contactSearch(raw: Raw): NewContactSearch {
  return { duplicate: text(raw.duplicate) }
}
