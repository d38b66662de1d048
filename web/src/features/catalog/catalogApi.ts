import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { Get, ItemOf, Post, PutBody } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { ImportFile } from '../imports/kind.ts'
import { upload } from '../imports/kind.ts'
import type { ItemsSearch, MissingPrintersSearch, MissingSearch, ModelsSearch } from './catalogSearch.ts'
import { itemsList, missingList, missingPrintersList, modelsList } from './catalogSearch.ts'

export type Item = ItemOf<'/api/v1/catalog-items'>
export type ItemBody = PutBody<'/api/v1/catalog-items/{item_id}'>
export type ItemUse = Get<'/api/v1/catalog-items/{item_id}/use'>
export type CatalogModel = ItemOf<'/api/v1/catalog-models'>
export type ModelSupply = CatalogModel['supplies'][number]
export type ModelItem = ModelSupply['items'][number]
export type PrinterWithoutItem = ItemOf<'/api/v1/printers-without-items'>

// ---- items

export const itemsQuery = (organization_id: string, search: ItemsSearch) =>
  queryOptions({
    queryKey: ['catalog', organization_id, 'items', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/catalog-items', { params: { query: itemsList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
  })

export const itemQuery = (organization_id: string, item_id: string) =>
  queryOptions({
    queryKey: ['catalog', organization_id, 'item', item_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/catalog-items/{item_id}', {
          params: { path: { item_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const itemUseQuery = (organization_id: string, item_id: string) =>
  queryOptions({
    queryKey: ['catalog', organization_id, 'use', item_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/catalog-items/{item_id}/use', {
          params: { path: { item_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const createItem = (organization_id: string, item: ItemBody, key: string) =>
  body(
    api.POST('/api/v1/catalog-items', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: item,
    }),
  )

export const updateItem = (organization_id: string, item_id: string, etag: string, item: ItemBody) =>
  body(
    api.PUT('/api/v1/catalog-items/{item_id}', {
      params: { path: { item_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: item,
    }),
  )

export const deleteItem = (organization_id: string, item_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/catalog-items/{item_id}', {
      params: { path: { item_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )

/** The list's filters and order, as a file that can be imported again. */
export const itemsExport = (organization_id: string, search: ItemsSearch): string =>
  exportUrl('/api/v1/catalog-items/export', { organization_id, ...itemsList.filters(search), sort: search.sort })

// ---- models

const models = (organization_id: string, query: ReturnType<typeof modelsList.query>, key: unknown) =>
  queryOptions({
    queryKey: ['catalog', organization_id, 'models', key],
    queryFn: ({ signal }) => body(api.GET('/api/v1/catalog-models', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  })
export const modelsQuery = (organization_id: string, search: ModelsSearch) =>
  models(organization_id, modelsList.query(organization_id, search), search)
export const missingQuery = (organization_id: string, search: MissingSearch) =>
  models(organization_id, missingList.query(organization_id, { sort: '-printers', ...search }), [search, 'missing'])

export const modelQuery = (organization_id: string, catalog_model_id: string) =>
  queryOptions({
    queryKey: ['catalog', organization_id, 'model', catalog_model_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/catalog-models/{catalog_model_id}', {
          params: { path: { catalog_model_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

/** Models by what is typed of their names. */
export const findModels = async (organization_id: string, search: string | undefined, signal?: AbortSignal) =>
  (
    await body(
      api.GET('/api/v1/catalog-models', {
        params: { query: { organization_id, search, limit: 20 } },
        ...(signal ? { signal } : {}),
      }),
    )
  ).items

export type ModelBody = PutBody<'/api/v1/catalog-models/{catalog_model_id}'>

export const createModel = (
  organization_id: string,
  model: ModelBody & { manufacturer: string; model: string },
  key: string,
) =>
  body(
    api.POST('/api/v1/catalog-models', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: model,
    }),
  )

export const updateModel = (organization_id: string, catalog_model_id: string, etag: string, model: ModelBody) =>
  body(
    api.PUT('/api/v1/catalog-models/{catalog_model_id}', {
      params: { path: { catalog_model_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: model,
    }),
  )

export const deleteModel = (organization_id: string, catalog_model_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/catalog-models/{catalog_model_id}', {
      params: { path: { catalog_model_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )

export const preferItem = (
  organization_id: string,
  catalog_model_id: string,
  etag: string,
  supply: Pick<ModelSupply, 'supply_type' | 'colorant'>,
  item_id: string | null,
) =>
  body(
    api.PUT('/api/v1/catalog-models/{catalog_model_id}/preference', {
      params: { path: { catalog_model_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: { supply_type: supply.supply_type, colorant: supply.colorant, item_id },
    }),
  )

export const modelName = ({ manufacturer, model }: { manufacturer: string; model: string }): string =>
  `${manufacturer} ${model}`.trim()

// ---- printers without items

export const missingPrintersQuery = (organization_id: string, search: MissingPrintersSearch) =>
  queryOptions({
    queryKey: ['catalog', organization_id, 'missing-printers', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/printers-without-items', {
          params: { query: missingPrintersList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

export const missingPrintersExport = (organization_id: string, search: MissingPrintersSearch): string =>
  exportUrl('/api/v1/printers-without-items/export', { organization_id, ...missingPrintersList.filters(search) })

// ---- imports

export type ItemImportPreview = Post<'/api/v1/catalog-imports/preview'>
export type ItemImport = Get<'/api/v1/catalog-imports/{catalog_import_id}'>

/** Octets that the server takes; more is refused before it is read. */
export const largestImport = 16 << 20

export const previewImport = (organization_id: string, file: ImportFile): Promise<ItemImportPreview> =>
  body(
    api.POST('/api/v1/catalog-imports/preview', {
      params: { query: { organization_id, file_name: file.name } },
      ...upload(file),
    }),
  )

export const startImport = (organization_id: string, file: ImportFile, key: string): Promise<ItemImport> =>
  body(
    api.POST('/api/v1/catalog-imports', {
      params: { query: { organization_id, file_name: file.name }, header: { 'Idempotency-Key': key } },
      ...upload(file),
    }),
  )

export const readImport = (
  organization_id: string,
  catalog_import_id: string,
  signal: AbortSignal,
): Promise<ItemImport> =>
  body(
    api.GET('/api/v1/catalog-imports/{catalog_import_id}', {
      params: { path: { catalog_import_id }, query: { organization_id } },
      signal,
    }),
  )
