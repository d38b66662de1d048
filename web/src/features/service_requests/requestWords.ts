import type { TFunction } from 'i18next'
import type { DeskSettings, ServiceRequest } from './requestsApi.ts'
import type { RequestKind } from './requestsSearch.ts'
import { requestKinds } from './requestsSearch.ts'

/** The built-in kind of a service by its key; 'other' of one that the operator added. */
export const kindOf = (key: string): RequestKind =>
  requestKinds.find((kind) => kind === key && kind !== 'incident') ?? 'other'

/** What a service of the desk is called. */
export const offeredName = (t: TFunction, service: Pick<DeskSettings['services'][number], 'key' | 'name'>): string =>
  service.name || t(`service_requests.kind.${kindOf(service.key)}`)

/** What the service of a request was called when it was asked for. */
export const serviceName = (t: TFunction, request: Pick<ServiceRequest, 'kind' | 'service_name'>): string =>
  request.service_name || t(`service_requests.kind.${request.kind}`)

/** What a request is about in one line; a printer that gives no words for its alert gives a group. */
export function summaryOf(t: TFunction, request: Pick<ServiceRequest, 'summary' | 'source' | 'alert_group'>): string {
  if (request.summary !== '' || request.source !== 'incident') return request.summary
  return t('service_requests.alert_of', { group: alertGroup(t, request.alert_group) })
}

/** Groups of alerts that rules choose from, the usual ones first (prtAlertGroup). */
export const alertGroups = [
  'general_printer',
  'cover',
  'input',
  'output',
  'marker',
  'marker_supplies',
  'media_path',
  'channel',
  'interpreter',
  'fin_device',
  'fin_supply',
  'other',
] as const
export const alertGroup = (t: TFunction, group: string): string => {
  const known = alertGroups.find((each) => each === group)
  return known ? t(`service_requests.group.${known}`) : group.replaceAll('_', ' ')
}

/** How the time to complete a request stands; null where there is no target. */
export function clockOf(
  request: Pick<ServiceRequest, 'due_at' | 'closed_at'>,
  now: number,
): 'running' | 'overdue' | 'kept' | 'missed' | null {
  if (!request.due_at) return null
  const due = Date.parse(request.due_at)
  if (request.closed_at) return Date.parse(request.closed_at) <= due ? 'kept' : 'missed'
  return now <= due ? 'running' : 'overdue'
}

export const personName = (request: Pick<ServiceRequest, 'requester_first_name' | 'requester_last_name'>): string =>
  [request.requester_first_name, request.requester_last_name].filter(Boolean).join(' ')

/** Which fields a service asks for beside the description (SRV-4, SRV-5). */
export const fieldsOf = (kind: RequestKind): ReadonlySet<string> =>
  new Set(
    (
      {
        field_service: ['error_code'],
        non_standard_supply: ['item', 'quantity'],
        application_support: ['severity', 'category', 'application', 'source_reference'],
        contract_removal: ['wanted_on'],
        equipment_change: ['wanted_on'],
        equipment_move: ['new_location', 'wanted_on'],
        other: [],
        incident: [],
      } satisfies Record<RequestKind, string[]>
    )[kind],
  )

/** A service that makes no sense without a printer. */
export const needsPrinter = (kind: RequestKind): boolean => kind !== 'application_support' && kind !== 'other'

const reopenWithin = 14 * 86_400_000

/** What was completed not long ago is reopened by whoever is not content; a removal from the contract has been done. */
export const mayReopen = (
  request: Pick<ServiceRequest, 'state' | 'source' | 'kind' | 'closed_at'>,
  now: number,
): boolean =>
  request.state === 'completed' &&
  request.source === 'person' &&
  request.kind !== 'contract_removal' &&
  Boolean(request.closed_at) &&
  now - Date.parse(request.closed_at ?? '') <= reopenWithin
