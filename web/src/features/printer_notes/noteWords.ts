import type { ItemOf } from '../../api/types.ts'

export type PrinterNote = ItemOf<'/api/v1/printer-notes'>
export type NoteVersion = ItemOf<'/api/v1/printer-notes/{note_id}/history'>

const longestName = 40

/** A note by its first words, for buttons and menus that are about it. */
export function nameOf({ text }: Pick<PrinterNote, 'text'>): string {
  const [line = ''] = text.split('\n')
  const letters = [...line]
  if (letters.length <= longestName) return line
  const cut = letters.slice(0, longestName).join('')
  const gap = cut.lastIndexOf(' ')
  return `${(gap > longestName / 2 ? cut.slice(0, gap) : cut).trimEnd()} …`
}

/** What a version of the history shows beside its change: the text, where that became another one. */
export const textOf = ({ change, text }: Pick<NoteVersion, 'change' | 'text'>): string | undefined =>
  change === 'created' || change === 'edited' ? text : undefined

/** What the form sends: the server folds spaces, this only takes away what surrounds the text. */
export const noteBody = ({ text }: { text: string }) => ({ text: text.trim() })
