import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAllowed } from '../../lib/session.tsx'
import type { Filter } from '../../ui/table/ListToolbar.tsx'
import { useSiteFilter } from '../../ui/table/useSiteFilter.ts'
import { printerName, printerQuery } from '../printers/printersApi.ts'
import { deskMembersQuery } from './requestsApi.ts'
import type { RequestsSearch } from './requestsSearch.ts'
import { requestKinds, requestStates } from './requestsSearch.ts'

/** Nothing chosen: what a list shows without search and filters. */
export const noRequestFilter = {
  search: undefined,
  state: undefined,
  kind: undefined,
  site_id: undefined,
  printer_id: undefined,
  assignee: undefined,
  unassigned: undefined,
  overdue: undefined,
}

/** The filters that all lists of requests have, and what they are set to (SRV-1, SRV-6). */
export function useRequestFilters(
  organizationId: string,
  search: RequestsSearch,
): { filters: Filter[]; values: Record<string, string | readonly string[] | undefined>; filtered: boolean } {
  const { t } = useTranslation()
  const handles = useAllowed('listServiceDeskMembers')
  const members = useQuery({ ...deskMembersQuery(organizationId), enabled: handles })
  const printer = useQuery({
    ...printerQuery(organizationId, search.printer_id ?? ''),
    enabled: search.printer_id !== undefined,
  })
  const site = useSiteFilter(organizationId, search.site_id, t('service_requests.column.site'))
  const yes = [{ value: 'true', label: t('service_requests.filter.yes') }]
  const filters: Filter[] = [
    {
      id: 'state',
      multiple: true,
      label: t('service_requests.column.state'),
      options: [
        { value: 'open', label: t('service_requests.filter.open') },
        { value: 'closed', label: t('service_requests.filter.closed') },
        ...requestStates.map((state) => ({ value: state, label: t(`service_requests.state.${state}`) })),
      ],
    },
    {
      id: 'kind',
      multiple: true,
      label: t('service_requests.column.service'),
      options: requestKinds.map((kind) => ({ value: kind, label: t(`service_requests.kind.${kind}`) })),
    },
    site,
    { id: 'overdue', label: t('service_requests.filter.overdue'), options: yes },
    { id: 'unassigned', label: t('service_requests.filter.unassigned'), options: yes },
    ...(handles
      ? [
          {
            id: 'assignee',
            label: t('service_requests.column.assignee'),
            options: (members.data?.items ?? []).map(({ email, name }) => ({ value: email, label: name || email })),
          },
        ]
      : []),
    ...(search.printer_id
      ? [
          {
            id: 'printer_id',
            label: t('printers.column.printer'),
            options: [],
            labelOf: () => (printer.data ? printerName(printer.data.data) : '…'),
          },
        ]
      : []),
  ]
  const said = (value: boolean | undefined) => (value === true ? 'true' : undefined)
  const values = {
    state: search.state,
    kind: search.kind,
    site_id: search.site_id,
    printer_id: search.printer_id,
    assignee: search.assignee,
    overdue: said(search.overdue),
    unassigned: said(search.unassigned),
  }
  const filtered = search.search !== undefined || Object.values(values).some((value) => value !== undefined)
  return { filters, values, filtered }
}

/** The value of a filter as the URL keeps it. */
export const filterValue = (id: string, value: string | undefined): Record<string, unknown> => ({
  [id]: id === 'overdue' || id === 'unassigned' ? (value === 'true' ? true : undefined) : value,
})
