import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { PrinterNotesSearch } from './printerNotesSearch.ts'
import { printerNotesList } from './printerNotesSearch.ts'

/** How many notes the pane on a printer's page shows. */
export const paneNotes = 3

export const printerNotesQuery = (organization_id: string, search: PrinterNotesSearch) =>
  queryOptions({
    queryKey: ['printer-notes', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/printer-notes', {
          params: { query: printerNotesList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

export const newestNotesQuery = (organization_id: string, printer_id: string) =>
  queryOptions({
    queryKey: ['printer-notes', organization_id, 'newest', printer_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/printer-notes', {
          params: { query: { organization_id, printer_id, limit: paneNotes } },
          signal,
        }),
      ),
  })

export const noteVersionsQuery = (organization_id: string, note_id: string) =>
  infiniteQueryOptions({
    queryKey: ['printer-notes', organization_id, 'versions', note_id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/api/v1/printer-notes/{note_id}/history', {
          params: { path: { note_id }, query: { organization_id, limit: 20, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })

export const readNote = (organization_id: string, note_id: string) =>
  answer(api.GET('/api/v1/printer-notes/{note_id}', { params: { path: { note_id }, query: { organization_id } } }))

export const createNote = (organization_id: string, printer_id: string, note: { text: string }, key: string) =>
  body(
    api.POST('/api/v1/printers/{printer_id}/notes', {
      params: { path: { printer_id }, query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: note,
    }),
  )

export const updateNote = (organization_id: string, note_id: string, etag: string, note: { text: string }) =>
  body(
    api.PUT('/api/v1/printer-notes/{note_id}', {
      params: { path: { note_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: note,
    }),
  )

export const deleteNote = (organization_id: string, note_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/printer-notes/{note_id}', {
      params: { path: { note_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )

export const restoreNote = (organization_id: string, note_id: string) =>
  body(
    api.POST('/api/v1/printer-notes/{note_id}/restoration', {
      params: { path: { note_id }, query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
    }),
  )

/** The list's filters and order, as a file. */
export const notesExport = (organization_id: string, search: PrinterNotesSearch): string =>
  exportUrl('/api/v1/printer-notes/export', { organization_id, ...printerNotesList.filters(search), sort: search.sort })
