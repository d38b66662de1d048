import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus, Printer, Radar } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { Agent } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { AgentState } from './AgentState.tsx'
import { agentsQuery } from './agentsApi.ts'
import { agentsList, agentStates } from './agentsSearch.ts'
import { NewAgentDialog } from './NewAgentDialog.tsx'

export function AgentsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const mayEdit = useAllowed('updateAgent')
  const list = useListState(agentsList)
  const agents = useListQuery(list, agentsQuery(organizationId, list.search))
  const sites = useQuery({
    queryKey: ['sites', organizationId, 'names'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/sites', { params: { query: { organization_id: organizationId, limit: 200 } }, signal })),
    staleTime: 60_000,
  })
  const [creating, setCreating] = useState<Agent['kind'] | null>(null)
  const siteNames = useMemo(() => new Map(sites.data?.items.map((site) => [site.id, site.name])), [sites.data])
  const columns = useMemo(
    (): Array<Column<Agent>> => [
      {
        id: 'name',
        sort: 'name',
        header: t('agents.column.name'),
        width: 240,
        cell: (agent) => (
          <Link to="/agents/$agentId" params={{ agentId: agent.id }}>
            {agent.name}
          </Link>
        ),
      },
      {
        id: 'state',
        sort: 'state',
        header: t('agents.column.state'),
        width: 190,
        cell: (agent) => (
          <span className="row wrap">
            <AgentState state={agent.state} />
            {agent.kind === 'native' && <span className="small muted">{t('agents.kinds.native')}</span>}
            {agent.duty && !agent.duty.polls && <span className="small muted">{t('agents.duty.stands_by_short')}</span>}
            {agent.duty?.all_silent && <StatusWord tone="error">{t('agents.duty.all_silent')}</StatusWord>}
            {agent.duty?.took_over && <span className="small muted">{t('agents.duty.took_over')}</span>}
            {agent.duty && !agent.duty.all_silent && agent.duty.gone.length > 0 && (
              <StatusWord tone="warning">{t('agents.duty.gone_short')}</StatusWord>
            )}
          </span>
        ),
      },
      {
        id: 'site',
        sort: 'site_name',
        header: t('agents.column.site'),
        width: 180,
        cell: (agent) => (agent.site_id && siteNames.get(agent.site_id)) || <span className="faint">–</span>,
      },
      {
        id: 'printers',
        sort: 'printer_count',
        header: t('agents.column.printers'),
        width: 100,
        align: 'end',
        cell: (agent) => format.number(agent.printer_count),
      },
      {
        id: 'managed',
        header: t('agents.column.managed'),
        width: 140,
        align: 'end',
        phoneHidden: true,
        cell: (agent) => format.number(agent.managed_printer_count),
      },
      {
        id: 'version',
        sort: 'version_text',
        header: t('agents.column.version'),
        width: 150,
        phoneHidden: true,
        cell: (agent) =>
          agent.version_text ? (
            <span className="stack" style={{ gap: 2 }}>
              <span className="mono">{agent.version_text}</span>
              {agent.below_minimum_version && <StatusWord tone="warning">{t('agents.below_minimum')}</StatusWord>}
            </span>
          ) : (
            <span className="faint">–</span>
          ),
      },
      {
        id: 'last_contact',
        sort: 'last_contact_at',
        header: t('agents.column.last_contact'),
        width: 140,
        cell: (agent) => <Age at={agent.last_contact_at} />,
      },
    ],
    [t, format, siteNames],
  )
  const add = mayEdit && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setCreating('fleet')}>
      {t('agents.new')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('agents.title')} context={t('agents.context')} primary={add}>
        {mayEdit && (
          <Button variant="outlined" startIcon={<Printer size={16} />} onClick={() => setCreating('native')}>
            {t('agents.new_native')}
          </Button>
        )}
      </PageHead>
      <ListTable
        id="agents"
        label={t('agents.title')}
        columns={columns}
        rowId={(agent) => agent.id}
        rowName={(agent) => agent.name}
        list={list}
        query={agents}
        toolbar={
          <ListToolbar
            searchLabel={t('agents.search')}
            search={list.search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              {
                id: 'state',
                multiple: true,
                label: t('agents.column.state'),
                options: agentStates.map((state) => ({ value: state, label: t(`agents.state.${state}`) })),
              },
            ]}
            values={{ state: list.search.state }}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          list.search.search || list.search.state ? (
            <NoMatches onClear={() => list.set({ search: undefined, state: undefined })} />
          ) : (
            <Empty icon={<Radar size={22} />} title={t('agents.empty')} action={add}>
              {t('agents.empty_detail')}
            </Empty>
          )
        }
      />
      {creating && <NewAgentDialog kind={creating} onClose={() => setCreating(null)} />}
    </>
  )
}
