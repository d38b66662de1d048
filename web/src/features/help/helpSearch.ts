import { oneOf } from '../../lib/listSchema.ts'
import type { DocumentName } from './documents.ts'
import { documents } from './documents.ts'

const document = oneOf(documents)

/** Which document is shown; the user guide where the URL names none. */
export const helpSearch = (raw: Record<string, unknown>): { document?: DocumentName } => {
  const name = document(raw.document)
  return name && name !== 'user-guide' ? { document: name } : {}
}
