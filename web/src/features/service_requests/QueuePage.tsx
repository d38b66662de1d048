import { Wrench } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { requestColumns } from './requestColumns.tsx'
import { queueExport, queueQuery } from './requestsApi.ts'
import { queueList } from './requestsSearch.ts'
import { Sections } from './Sections.tsx'
import { filterValue, noRequestFilter, useRequestFilters } from './useRequestFilters.ts'

/** What the service desk has to work on, the most urgent first (SRV-6). */
export function QueuePage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const mayRequest = useAllowed('createServiceRequest')
  const list = useListState(queueList)
  const { search } = list
  const requests = useListQuery(list, queueQuery(organizationId, search))
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
        <ExportButtons url={queueExport(organizationId, search)}>{t('service_requests.export')}</ExportButtons>
      </PageHead>
      <Sections />
      <ListTable
        file="page"
        id="service-request-queue"
        label={t('service_requests.queue')}
        columns={columns}
        rowId={(request) => request.id}
        rowName={(request) => request.number}
        list={list}
        query={requests}
        defaultSort="due_at"
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
