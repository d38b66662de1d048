import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { ItemOf, PostBody } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { DocumentsSearch, LinksSearch } from './documentsSearch.ts'
import { documentsList, linksList } from './documentsSearch.ts'

export type SharedDocument = ItemOf<'/api/v1/documents'>
export type ExternalLink = ItemOf<'/api/v1/external-links'>
export type LinkBody = PostBody<'/api/v1/external-links'>
export interface DocumentBody {
  name: string
  folder: string
  description: string
}

/** Octets that the server takes. */
export const largestFile = 20 << 20

/** How many a pane of the home page shows. */
const paneLength = 6

export const documentsQuery = (organization_id: string, search: DocumentsSearch) =>
  queryOptions({
    queryKey: ['documents', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/documents', { params: { query: documentsList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
  })

export const newestDocumentsQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['documents', organization_id, 'newest'],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/documents', {
          params: { query: { organization_id, sort: '-uploaded_at', limit: paneLength } },
          signal,
        }),
      ),
  })

export const foldersQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['documents', organization_id, 'folders'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/documents/folders', { params: { query: { organization_id } }, signal })),
  })

export const documentVersionsQuery = (organization_id: string, document_id: string) =>
  infiniteQueryOptions({
    queryKey: ['documents', organization_id, 'versions', document_id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/api/v1/documents/{document_id}/versions', {
          params: { path: { document_id }, query: { organization_id, limit: 20, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })

export const readDocument = (organization_id: string, document_id: string) =>
  answer(api.GET('/api/v1/documents/{document_id}', { params: { path: { document_id }, query: { organization_id } } }))

/** What is chosen goes as it is: the server looks at its content. */
const asItIs = (file: File) => ({
  body: file,
  bodySerializer: (bytes: unknown) => bytes as Blob,
  headers: { 'Content-Type': 'application/octet-stream' },
})

export const createDocument = (organization_id: string, file: File, document: DocumentBody, key: string) =>
  body(
    api.POST('/api/v1/documents', {
      params: {
        query: {
          organization_id,
          file_name: file.name,
          name: document.name,
          folder: document.folder,
          description: document.description,
        },
        header: { 'Idempotency-Key': key },
      },
      ...asItIs(file),
    }),
  )

export const addVersion = (organization_id: string, document_id: string, file: File, key: string) =>
  body(
    api.POST('/api/v1/documents/{document_id}/versions', {
      params: {
        path: { document_id },
        query: { organization_id, file_name: file.name },
        header: { 'Idempotency-Key': key },
      },
      ...asItIs(file),
    }),
  )

export const updateDocument = (organization_id: string, document_id: string, etag: string, document: DocumentBody) =>
  body(
    api.PUT('/api/v1/documents/{document_id}', {
      params: { path: { document_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: document,
    }),
  )

export const deleteDocument = (organization_id: string, document_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/documents/{document_id}', {
      params: { path: { document_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )

/** Where the newest version lies, or that with a number. */
export const contentUrl = (organization_id: string, document_id: string, number?: number): string =>
  exportUrl(`/api/v1/documents/${document_id}/content`, { organization_id, number })

export const linksQuery = (organization_id: string, search: LinksSearch) =>
  queryOptions({
    queryKey: ['external-links', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/external-links', { params: { query: linksList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
  })

export const readLink = (organization_id: string, external_link_id: string) =>
  answer(
    api.GET('/api/v1/external-links/{external_link_id}', {
      params: { path: { external_link_id }, query: { organization_id } },
    }),
  )

export const createLink = (organization_id: string, link: LinkBody, key: string) =>
  body(
    api.POST('/api/v1/external-links', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: link,
    }),
  )

export const updateLink = (organization_id: string, external_link_id: string, etag: string, link: LinkBody) =>
  body(
    api.PUT('/api/v1/external-links/{external_link_id}', {
      params: { path: { external_link_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: link,
    }),
  )

export const deleteLink = (organization_id: string, external_link_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/external-links/{external_link_id}', {
      params: { path: { external_link_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )
