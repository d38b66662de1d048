import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Get, ItemOf, Post, PostBody, PutBody } from '../../api/types.ts'
import type { ImportFile } from '../imports/kind.ts'
import { upload } from '../imports/kind.ts'
import type { MeterReadsSearch, PrintersToReadSearch } from './meterReadsSearch.ts'
import { meterReadsList, printersToReadList } from './meterReadsSearch.ts'

export type MeterRead = ItemOf<'/api/v1/meter-reads'>
export type PrinterToRead = ItemOf<'/api/v1/meter-reads/printers'>
export type PrinterMeters = Get<'/api/v1/printers/{printer_id}/newest-meters'>
export type ReadBody = PostBody<'/api/v1/printers/{printer_id}/meter-reads'>
export type ChangeBody = PostBody<'/api/v1/printers/{printer_id}/meter-changes'>
export type MeterTerms = Get<'/api/v1/contracts/{contract_id}/meter-terms'>
export type MeterTermsBody = PutBody<'/api/v1/contracts/{contract_id}/meter-terms'>
export type ReadImportPreview = Post<'/api/v1/meter-read-imports/preview'>
export type ReadImport = Get<'/api/v1/meter-read-imports/{meter_read_import_id}'>

/** How many a pane on a printer's page shows. */
const paneReads = 4

export const meterReadsQuery = (organization_id: string, search: MeterReadsSearch) =>
  queryOptions({
    queryKey: ['meter-reads', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/meter-reads', { params: { query: meterReadsList.query(organization_id, search) }, signal }),
      ),
    placeholderData: keepPreviousData,
  })

export const printersToReadQuery = (organization_id: string, search: PrintersToReadSearch) =>
  queryOptions({
    queryKey: ['meter-reads', organization_id, 'printers', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/meter-reads/printers', {
          params: { query: printersToReadList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

export const readsOfPrinterQuery = (organization_id: string, printer_id: string) =>
  queryOptions({
    queryKey: ['meter-reads', organization_id, 'of', printer_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/meter-reads', {
          params: { query: { organization_id, printer_id, limit: paneReads } },
          signal,
        }),
      ),
  })

export const readCountsQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['meter-reads', organization_id, 'counts'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/meter-reads/counts', { params: { query: { organization_id } }, signal })),
    refetchInterval: 60_000,
  })

export const meterReadQuery = (organization_id: string, meter_read_id: string) =>
  queryOptions({
    queryKey: ['meter-reads', organization_id, 'one', meter_read_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/meter-reads/{meter_read_id}', {
          params: { path: { meter_read_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const newestMetersQuery = (organization_id: string, printer_id: string) =>
  queryOptions({
    queryKey: ['meter-reads', organization_id, 'newest', printer_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/printers/{printer_id}/newest-meters', {
          params: { path: { printer_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const submitRead = (organization_id: string, printer_id: string, read: ReadBody, key: string) =>
  body(
    api.POST('/api/v1/printers/{printer_id}/meter-reads', {
      params: { path: { printer_id }, query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: read,
    }),
  )

export const recordChange = (organization_id: string, printer_id: string, change: ChangeBody, key: string) =>
  body(
    api.POST('/api/v1/printers/{printer_id}/meter-changes', {
      params: { path: { printer_id }, query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: change,
    }),
  )

export const withdrawRead = (organization_id: string, meter_read_id: string, etag: string) =>
  body(
    api.POST('/api/v1/meter-reads/{meter_read_id}/withdrawal', {
      params: {
        path: { meter_read_id },
        query: { organization_id },
        header: { 'Idempotency-Key': newIdempotencyKey(), 'If-Match': etag },
      },
    }),
  )

export const restoreRead = (organization_id: string, meter_read_id: string) =>
  body(
    api.POST('/api/v1/meter-reads/{meter_read_id}/restoration', {
      params: {
        path: { meter_read_id },
        query: { organization_id },
        header: { 'Idempotency-Key': newIdempotencyKey() },
      },
    }),
  )

// ---- terms of a contract

export const meterTermsQuery = (organization_id: string, contract_id: string) =>
  queryOptions({
    queryKey: ['meter-terms', organization_id, contract_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/contracts/{contract_id}/meter-terms', {
          params: { path: { contract_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const updateMeterTerms = (organization_id: string, contract_id: string, etag: string, terms: MeterTermsBody) =>
  answer(
    api.PUT('/api/v1/contracts/{contract_id}/meter-terms', {
      params: { path: { contract_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: terms,
    }),
  )

export const deleteMeterTerms = (organization_id: string, contract_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/contracts/{contract_id}/meter-terms', {
      params: { path: { contract_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )

/** Closes the period that is over, without waiting for reads that come late. */
export const closePeriod = (organization_id: string, contract_id: string, key: string) =>
  body(
    api.POST('/api/v1/contracts/{contract_id}/closings', {
      params: { path: { contract_id }, query: { organization_id }, header: { 'Idempotency-Key': key } },
    }),
  )

// ---- files

/** Octets. */
export const largestImport = 4 << 20

export const previewReads = (organization_id: string, file: ImportFile): Promise<ReadImportPreview> =>
  body(
    api.POST('/api/v1/meter-read-imports/preview', {
      params: { query: { organization_id, file_name: file.name } },
      ...upload(file),
    }),
  )

export const startReads = (organization_id: string, file: ImportFile, key: string): Promise<ReadImport> =>
  body(
    api.POST('/api/v1/meter-read-imports', {
      params: { query: { organization_id, file_name: file.name }, header: { 'Idempotency-Key': key } },
      ...upload(file),
    }),
  )

export const readReads = (
  organization_id: string,
  meter_read_import_id: string,
  signal: AbortSignal,
): Promise<ReadImport> =>
  body(
    api.GET('/api/v1/meter-read-imports/{meter_read_import_id}', {
      params: { path: { meter_read_import_id }, query: { organization_id } },
      signal,
    }),
  )
