import { Tab, Tabs } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { useSiteFilter } from '../../ui/table/useSiteFilter.ts'
import { requestColumns } from './requestColumns.tsx'
import { openRequestsQuery } from './requestsApi.ts'
import { openList } from './requestsSearch.ts'
import { Steps } from './Steps.tsx'

/** What is open already, of this site and of all, so that nothing is asked for twice (SRV-1). */
export function OpenRequestsPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const list = useListState(openList)
  const { search } = list
  const all = search.of === 'all'
  const sites = useQuery({
    queryKey: ['sites', organizationId, 'first'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/sites', { params: { query: { organization_id: organizationId, limit: 2 } }, signal })),
  })
  // Where there is one site only, it is this one.
  const only = sites.data?.items.length === 1 ? sites.data.items[0]?.id : undefined
  const site_id = search.site_id ?? only
  const shown = { ...search, ...(site_id !== undefined && { site_id }) }
  const requests = useListQuery(list, openRequestsQuery(organizationId, shown))
  const site = useSiteFilter(organizationId, site_id, t('service_requests.column.site'))
  const columns = useMemo(() => requestColumns(t), [t])
  return (
    <>
      <PageHead
        title={t('service_requests.request')}
        context={t('service_requests.new.open_context')}
        above={
          <Crumb to="/service-requests" here={t('service_requests.request')}>
            {t('service_requests.title')}
          </Crumb>
        }
        primary={
          <LinkButton variant="contained" to="/service-requests/new/printer" search={site_id ? { site_id } : {}}>
            {t('service_requests.new.next')}
          </LinkButton>
        }
      >
        <LinkButton variant="outlined" to="/service-requests">
          {t('common.cancel')}
        </LinkButton>
      </PageHead>
      <Steps at="open" />
      <Tabs
        value={all ? 'all' : 'site'}
        aria-label={t('service_requests.new.whose')}
        sx={{ mb: 2 }}
        onChange={(_event, value: 'all' | 'site') => list.set({ of: value === 'all' ? 'all' : undefined })}
      >
        <Tab value="site" label={t('service_requests.new.of_site')} />
        <Tab value="all" label={t('service_requests.new.of_all')} />
      </Tabs>
      <ListTable
        file="page"
        id="service-requests-open"
        label={t('service_requests.new.page.open')}
        columns={columns}
        rowId={(request) => request.id}
        rowName={(request) => request.number}
        list={list}
        query={requests}
        defaultSort="-occurred_at"
        toolbar={
          <ListToolbar
            searchLabel={t('service_requests.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={all ? [] : [site]}
            values={all ? {} : { site_id }}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          search.search !== undefined ? (
            <NoMatches onClear={() => list.set({ search: undefined })} />
          ) : (
            <Empty icon={<CircleCheck size={22} />} title={t('service_requests.new.none_open')}>
              {t('service_requests.new.none_open_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
