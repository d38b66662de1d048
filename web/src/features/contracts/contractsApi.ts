import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { Get, ItemOf, PostBody, PutBody } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { ContractsSearch } from './contractsSearch.ts'
import { contractsList } from './contractsSearch.ts'

export type Contract = Get<'/api/v1/contracts/{contract_id}'>
export type ContractRow = ItemOf<'/api/v1/contracts'>
export type ContractBody = PostBody<'/api/v1/contracts'>
export type OperatorTerms = Get<'/api/v1/contracts/terms/operator'>
export type OperatorTermsBody = PutBody<'/api/v1/contracts/terms/operator'>
export type ModelTerms = Get<'/api/v1/catalog-models/{catalog_model_id}/supply-terms'>
export type SiteTerms = Get<'/api/v1/sites/{site_id}/supply-terms'>
export type TermsBody = PutBody<'/api/v1/sites/{site_id}/supply-terms'>
export type EffectiveTerms = Contract['effective']

export const contractsQuery = (organization_id: string, search: ContractsSearch) =>
  queryOptions({
    queryKey: ['contracts', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/contracts', { params: { query: contractsList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
  })

/** The list's filters and order, as a file. */
export const contractsExport = (organization_id: string, search: ContractsSearch): string =>
  exportUrl('/api/v1/contracts/export', { organization_id, ...contractsList.filters(search), sort: search.sort })

export const contractQuery = (organization_id: string, contract_id: string) =>
  queryOptions({
    queryKey: ['contracts', organization_id, 'one', contract_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/contracts/{contract_id}', {
          params: { path: { contract_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const createContract = (organization_id: string, contract: ContractBody, key: string) =>
  body(
    api.POST('/api/v1/contracts', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: contract,
    }),
  )

export const updateContract = (organization_id: string, contract_id: string, etag: string, contract: ContractBody) =>
  answer(
    api.PUT('/api/v1/contracts/{contract_id}', {
      params: { path: { contract_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: contract,
    }),
  )

export const deleteContract = (organization_id: string, contract_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/contracts/{contract_id}', {
      params: { path: { contract_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )

// ---- what the levels say

export const operatorTermsQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['contracts', organization_id, 'terms', 'operator'],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/contracts/terms/operator', { params: { query: { organization_id } }, signal })),
  })

export const updateOperatorTerms = (organization_id: string, etag: string, terms: OperatorTermsBody) =>
  answer(
    api.PUT('/api/v1/contracts/terms/operator', {
      params: { query: { organization_id }, header: { 'If-Match': etag } },
      body: terms,
    }),
  )

export const modelTermsQuery = (organization_id: string, catalog_model_id: string) =>
  queryOptions({
    queryKey: ['contracts', organization_id, 'terms', 'model', catalog_model_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/catalog-models/{catalog_model_id}/supply-terms', {
          params: { path: { catalog_model_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const updateModelTerms = (organization_id: string, catalog_model_id: string, etag: string, terms: TermsBody) =>
  answer(
    api.PUT('/api/v1/catalog-models/{catalog_model_id}/supply-terms', {
      params: { path: { catalog_model_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: terms,
    }),
  )

export const siteTermsQuery = (organization_id: string, site_id: string) =>
  queryOptions({
    queryKey: ['contracts', organization_id, 'terms', 'site', site_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/sites/{site_id}/supply-terms', {
          params: { path: { site_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const updateSiteTerms = (organization_id: string, site_id: string, etag: string, terms: TermsBody) =>
  answer(
    api.PUT('/api/v1/sites/{site_id}/supply-terms', {
      params: { path: { site_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: terms,
    }),
  )

export const printerTermsQuery = (organization_id: string, printer_id: string) =>
  queryOptions({
    queryKey: ['contracts', organization_id, 'terms', 'printer', printer_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/printers/{printer_id}/supply-terms', {
          params: { path: { printer_id }, query: { organization_id } },
          signal,
        }),
      ),
  })
