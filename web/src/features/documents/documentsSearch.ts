import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, text } from '../../lib/listSchema.ts'

export const documentsList = defineList(
  '/api/v1/documents',
  { search: text, folder: text },
  {
    sorts: ['name', 'uploaded_at', 'folder', 'description', 'organization_name', 'size_bytes', 'versions'],
    parameters: { search: 'same', folder: 'same' },
  },
)
export type DocumentsSearch = StateOf<typeof documentsList>

export const linksList = defineList(
  '/api/v1/external-links',
  { search: text },
  {
    sorts: ['position', 'title', 'description', 'organization_name', 'updated_at', 'url'],
    parameters: { search: 'same' },
  },
)
export type LinksSearch = StateOf<typeof linksList>
