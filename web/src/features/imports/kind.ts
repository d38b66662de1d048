import { newIdempotencyKey } from '../../api/client.ts'
import { api, body } from '../../api/client.ts'
import type { Get } from '../../api/types.ts'
import type { GroupName, ImportPreview, NamedGroup, NamedRow } from './importGroups.ts'

/** A file as it was when it was chosen: what the preview showed is what is imported. */
export interface ImportFile {
  name: string
  bytes: ArrayBuffer
}

type ImportPath =
  '/api/v1/contact-imports' | '/api/v1/catalog-imports' | '/api/v1/order-imports' | '/api/v1/meter-read-imports'

export const previewFiles = ['report', 'failed-rows'] as const
export type PreviewFile = (typeof previewFiles)[number]

/** How far an import has come. */
export interface RunningImport extends ImportPreview {
  id: string
  state: Get<'/api/v1/tasks/{task_id}'>['state']
  created_by: string
  finished_at?: string | null
  rows_done: number
  cancel_requested: boolean
}

/** What a feature that imports brings; the rest is the same for all. */
export interface ImportKind<P extends ImportPreview, I extends RunningImport> {
  /** The files of a preview are called after it: <name>-failed-rows.csv. */
  fileName: string
  /** Octets that the server takes; more is refused before it is read. */
  largest: number
  /** The collection of the API; the sample and the files of a preview and of a result lie below it. */
  path: ImportPath
  /** Queries about what is imported, and about imports, begin with these. */
  things: string
  imports: string
  preview: (organization_id: string, file: ImportFile) => Promise<P>
  start: (organization_id: string, file: ImportFile, key: string) => Promise<I>
  read: (organization_id: string, import_id: string, signal: AbortSignal) => Promise<I>
  /** Where another one is begun. */
  page: string
  /** Shows a result. */
  open: (import_id: string) => void
  /** Of the invalid ones one for each wrong value. */
  rows: (of: P | I, name: NamedGroup) => NamedRow[]
  words: {
    title: string
    what: string
    hints: string
    tooLarge: string
    start: (of: P) => string
    group: (name: GroupName, planned: boolean) => string
    result: string
    /** The list, and the link to it from a result. */
    list: string
    toList: string
  }
  /** The list of what is imported. */
  list: string
}

export const upload = (file: ImportFile) => ({
  body: file.bytes,
  bodySerializer: (bytes: unknown) => bytes as ArrayBuffer,
  headers: { 'Content-Type': 'text/csv' },
})

/** What a preview says of every row, or the rows that could not be imported, as a file (CON-7). */
export const previewFile = async (
  path: ImportPath,
  organization_id: string,
  file: ImportFile,
  what: PreviewFile,
): Promise<string> =>
  String(
    await body(
      api.POST(`${path}/preview/${what}`, {
        params: { query: { organization_id, file_name: file.name } },
        parseAs: 'text',
        ...upload(file),
      }),
    ),
  )

export const isUnderWay = ({ state }: Pick<RunningImport, 'state'>): boolean =>
  state === 'queued' || state === 'running'

export const cancelImport = (organization_id: string, task_id: string) =>
  body(
    api.POST('/api/v1/tasks/{task_id}/cancellation', {
      params: { path: { task_id }, query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
    }),
  )

/** Where a file lies that is taken away: the sample, or `report` and `failed-rows` of an import. */
export const importFileUrl = (path: string, organization_id: string, file: string): string =>
  `${path}/${file}?${new URLSearchParams({ organization_id }).toString()}`
