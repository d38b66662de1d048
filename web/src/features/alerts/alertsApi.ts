import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import type { AlertRuleBody } from './alertFields.ts'
import type { AlertLogSearch, AlertRulesSearch } from './alertsSearch.ts'
import { alertLogList, alertRulesList } from './alertsSearch.ts'

export const alertRulesQuery = (organization_id: string, search: AlertRulesSearch) =>
  queryOptions({
    queryKey: ['alert-rules', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/alert-rules', { params: { query: alertRulesList.query(organization_id, search) }, signal }),
      ),
    placeholderData: keepPreviousData,
  })

export const alertLogQuery = (organization_id: string, search: AlertLogSearch) =>
  queryOptions({
    queryKey: ['alert-notices', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/alert-notices', { params: { query: alertLogList.query(organization_id, search) }, signal }),
      ),
    placeholderData: keepPreviousData,
  })

export const alertRuleQuery = (organization_id: string, alert_rule_id: string) =>
  queryOptions({
    queryKey: ['alert-rules', organization_id, 'one', alert_rule_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/alert-rules/{alert_rule_id}', {
          params: { path: { alert_rule_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const readAlertRule = (organization_id: string, alert_rule_id: string) =>
  answer(
    api.GET('/api/v1/alert-rules/{alert_rule_id}', { params: { path: { alert_rule_id }, query: { organization_id } } }),
  )

/** What the rule would have sent in the last 30 days. */
export const alertPreviewQuery = (organization_id: string, rule: AlertRuleBody) =>
  queryOptions({
    queryKey: ['alert-rules', organization_id, 'preview', rule],
    queryFn: ({ signal }) =>
      body(api.POST('/api/v1/alert-rules/preview', { params: { query: { organization_id } }, body: rule, signal })),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  })

export const findPeople = async (organization_id: string, search: string | undefined, signal: AbortSignal) =>
  (
    await body(api.GET('/api/v1/alert-rules/people', { params: { query: { organization_id, search } }, signal }))
  ).items.map(({ id, name, email }) => ({ value: id, label: name === '' ? email : `${name} (${email})` }))

export const findSites = async (organization_id: string, search: string | undefined, signal: AbortSignal) =>
  (await body(api.GET('/api/v1/sites', { params: { query: { organization_id, search, limit: 50 } }, signal }))).items
    .filter((site) => site.organization_id === organization_id)
    .map(({ id, name }) => ({ value: id, label: name }))

export const createAlertRule = (organization_id: string, rule: AlertRuleBody, key: string) =>
  body(
    api.POST('/api/v1/alert-rules', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: rule,
    }),
  )

export const updateAlertRule = (organization_id: string, alert_rule_id: string, etag: string, rule: AlertRuleBody) =>
  body(
    api.PUT('/api/v1/alert-rules/{alert_rule_id}', {
      params: { path: { alert_rule_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: rule,
    }),
  )

export const deleteAlertRule = (organization_id: string, alert_rule_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/alert-rules/{alert_rule_id}', {
      params: { path: { alert_rule_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )

export const alertStateQuery = (organization_id: string, printer_id: string) =>
  queryOptions({
    queryKey: ['alert-rules', organization_id, 'printer', printer_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/printers/{printer_id}/alert-state', {
          params: { path: { printer_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export const mutePrinter = (organization_id: string, printer_id: string) =>
  body(
    api.POST('/api/v1/printers/{printer_id}/alert-mute', {
      params: {
        path: { printer_id },
        query: { organization_id },
        header: { 'Idempotency-Key': newIdempotencyKey() },
      },
    }),
  )

export const unmutePrinter = (organization_id: string, printer_id: string) =>
  body(
    api.DELETE('/api/v1/printers/{printer_id}/alert-mute', {
      params: { path: { printer_id }, query: { organization_id } },
    }),
  )
