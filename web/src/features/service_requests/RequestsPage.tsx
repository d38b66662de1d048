import { Link } from '@tanstack/react-router'
import { Wrench } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { recentDays, recentSince } from '../../lib/recent.ts'
import { useAllowed, useOrganizationId, useSession } from '../../lib/session.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { requestColumns } from './requestColumns.tsx'
import { beginOf, requestsExport, requestsQuery } from './requestsApi.ts'
import { requestsList, searchesAll } from './requestsSearch.ts'
import { Sections } from './Sections.tsx'
import { filterValue, noRequestFilter, useRequestFilters } from './useRequestFilters.ts'

/** Every service request and incident of the organization (SRV-1). */
export function RequestsPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const mayRequest = useAllowed('createServiceRequest')
  const list = useListState(requestsList)
  const { search } = list
  const since = recentSince(useSession())
  // Who looks for something finds it, however old it is.
  const recent = searchesAll(search) ? undefined : since
  const requests = useListQuery(list, requestsQuery(organizationId, search, recent))
  const { filters, values, filtered } = useRequestFilters(organizationId, search)
  const columns = useMemo(() => requestColumns(t), [t])
  return (
    <>
      <PageHead
        title={t('service_requests.title')}
        context={t('service_requests.context')}
        primary={
          mayRequest && (
            <LinkButton variant="contained" startIcon={<Wrench size={16} />} to="/service-requests/new">
              {t('service_requests.request')}
            </LinkButton>
          )
        }
      >
        <ExportButtons url={requestsExport(organizationId, search, recent)}>
          {t('service_requests.export')}
        </ExportButtons>
      </PageHead>
      <Sections />
      {recent !== undefined && (
        <p className="muted small">
          {t('service_requests.recent_only', { days: recentDays })}{' '}
          <Link to="/settings">{t('service_requests.recent_settings')}</Link>
        </p>
      )}
      <ListTable
        file="page"
        id="service-requests"
        label={t('service_requests.title')}
        columns={columns}
        rowId={(request) => request.id}
        rowName={(request) => request.number}
        list={list}
        query={requests}
        asked={{ occurred_since: beginOf(recent) }}
        defaultSort="-occurred_at"
        toolbar={
          <ListToolbar
            searchLabel={t('service_requests.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={filters}
            values={values}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) => list.set(filterValue(id, value))}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set(noRequestFilter)} />
          ) : (
            <Empty icon={<Wrench size={22} />} title={t('service_requests.empty')}>
              {t('service_requests.empty_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
