// The form of a scheduled report (RPT-1). Rules without React.
import type { ItemOf, PostBody } from '../../api/types.ts'

export type Report = ItemOf<'/api/v1/reports'>
export type ReportInput = PostBody<'/api/v1/reports'>
export type ReportRun = ItemOf<'/api/v1/reports/{report_id}/runs'>

export const sources = ['printers', 'supplies_status', 'supply_orders', 'cartridges', 'cartridge_report'] as const
export const formats = ['xlsx', 'csv', 'pdf'] as const
export const everies = ['day', 'week', 'month', 'quarter', 'year'] as const

export type ReportValues = {
  name: string
  source: string
  view_id: string
  format: string
  every: string
  first_on: string
  hour: string
  recipients: string
  enabled: string[]
}

/** What a new one starts from: where it was begun, and who begins it. */
export interface Start {
  source?: (typeof sources)[number]
  view_id?: string
  name?: string
  /** Without a view: what the list is filtered by now. */
  filters?: string
}

export const tomorrow = (now: number = Date.now()): string => new Date(now + 86_400_000).toISOString().slice(0, 10)

export const valuesOf = (report: Report | null, start: Start, me: string): ReportValues => ({
  name: report?.name ?? start.name ?? '',
  source: report?.source ?? start.source ?? 'printers',
  view_id: report?.view_id ?? start.view_id ?? '',
  format: report?.format ?? 'xlsx',
  every: report?.every ?? 'week',
  first_on: report?.first_on ?? tomorrow(),
  hour: String(report?.hour ?? 6),
  recipients: (report?.recipients ?? [me]).join('\n'),
  enabled: (report?.enabled ?? true) ? ['yes'] : [],
})

const one = <V extends string>(values: readonly V[], value: string, or: V): V =>
  values.find((each) => each === value) ?? or

/** One address a line, or between commas. */
export const addressesOf = (text: string): string[] => text.split(/[\s,;]+/).filter((address) => address !== '')

export const inputOf = (values: ReportValues, filters: string, time_zone: string): ReportInput => ({
  name: values.name.trim(),
  source: one(sources, values.source, 'printers'),
  view_id: values.view_id === '' ? null : values.view_id,
  filters: values.view_id === '' ? filters : '',
  format: one(formats, values.format, 'xlsx'),
  every: one(everies, values.every, 'week'),
  first_on: values.first_on,
  hour: Number(values.hour),
  time_zone,
  recipients: addressesOf(values.recipients),
  enabled: values.enabled.length > 0,
})
