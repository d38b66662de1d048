import { api, body } from '../../api/client.ts'
import type { Get, Post } from '../../api/types.ts'
import type { ImportFile } from '../imports/kind.ts'
import { upload } from '../imports/kind.ts'

export type ImportPreview = Post<'/api/v1/contact-imports/preview'>
export type ContactImport = Get<'/api/v1/contact-imports/{import_id}'>

/** Octets that the server takes; more is refused before it is read. */
export const largestImport = 1 << 20

export const previewImport = (organization_id: string, file: ImportFile): Promise<ImportPreview> =>
  body(
    api.POST('/api/v1/contact-imports/preview', {
      params: { query: { organization_id, file_name: file.name } },
      ...upload(file),
    }),
  )

export const startImport = (organization_id: string, file: ImportFile, key: string): Promise<ContactImport> =>
  body(
    api.POST('/api/v1/contact-imports', {
      params: { query: { organization_id, file_name: file.name }, header: { 'Idempotency-Key': key } },
      ...upload(file),
    }),
  )

export const readImport = (organization_id: string, import_id: string, signal: AbortSignal): Promise<ContactImport> =>
  body(
    api.GET('/api/v1/contact-imports/{import_id}', {
      params: { path: { import_id }, query: { organization_id } },
      signal,
    }),
  )
