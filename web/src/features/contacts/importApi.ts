import { queryOptions } from '@tanstack/react-query'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Get, Post } from '../../api/types.ts'

export type ImportPreview = Post<'/api/v1/contact-imports/preview'>
export type ContactImport = Get<'/api/v1/contact-imports/{import_id}'>
export type ImportGroups = ImportPreview['groups']

/** A file as it was when it was chosen: what the preview showed is what is imported. */
export interface ImportFile {
  name: string
  bytes: ArrayBuffer
}

/** Octets that the server takes; more is refused before it is read. */
export const largestImport = 1 << 20

const upload = (file: ImportFile) => ({
  body: file.bytes,
  bodySerializer: (bytes: unknown) => bytes as ArrayBuffer,
  headers: { 'Content-Type': 'text/csv' },
})

export const previewImport = (organization_id: string, file: ImportFile): Promise<ImportPreview> =>
  body(
    api.POST('/api/v1/contact-imports/preview', {
      params: { query: { organization_id, file_name: file.name } },
      ...upload(file),
    }),
  )

/** What a preview says of every row, or the rows that could not be imported, as a file (CON-7). */
export const previewFile = async (
  organization_id: string,
  file: ImportFile,
  what: 'report' | 'failed-rows',
): Promise<string> =>
  String(
    await body(
      api.POST(`/api/v1/contact-imports/preview/${what}`, {
        params: { query: { organization_id, file_name: file.name } },
        parseAs: 'text',
        ...upload(file),
      }),
    ),
  )

export const startImport = (organization_id: string, file: ImportFile, key: string): Promise<ContactImport> =>
  body(
    api.POST('/api/v1/contact-imports', {
      params: { query: { organization_id, file_name: file.name }, header: { 'Idempotency-Key': key } },
      ...upload(file),
    }),
  )

export const isUnderWay = ({ state }: Pick<ContactImport, 'state'>): boolean =>
  state === 'queued' || state === 'running'

export const importQuery = (organization_id: string, import_id: string) =>
  queryOptions({
    queryKey: ['contact-imports', organization_id, import_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/contact-imports/{import_id}', {
          params: { path: { import_id }, query: { organization_id } },
          signal,
        }),
      ),
    refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data) ? 500 : false),
  })

export const cancelImport = (organization_id: string, task_id: string) =>
  body(
    api.POST('/api/v1/tasks/{task_id}/cancellation', {
      params: { path: { task_id }, query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
    }),
  )

/** Where a file lies that is taken away: the sample, or `report` and `failed-rows` of an import. */
export const importFileUrl = (organization_id: string, path: string): string =>
  `/api/v1/contact-imports/${path}?${new URLSearchParams({ organization_id }).toString()}`
