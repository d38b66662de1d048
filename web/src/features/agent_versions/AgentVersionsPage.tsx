import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleFadingArrowUp, Router, SlidersHorizontal } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import type { Column, Selection } from '../../ui/table/columns.ts'
import { nothingSelected } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { useSelection } from '../../ui/table/useSelection.ts'
import type { AgentVersion } from './agentVersionsApi.ts'
import { agentPackagesQuery, agentVersionsQuery, versionRulesQuery } from './agentVersionsApi.ts'
import { agentVersionsList, olderThan } from './agentVersionsSearch.ts'
import { RulesDialog } from './RulesDialog.tsx'
import { Sections } from './Sections.tsx'
import { UpdateAgentsDialog } from './UpdateAgentsDialog.tsx'
import { UpdateState } from './UpdateState.tsx'

/** Agents with the version that they run, and what became of their updates (AGT-9). */
export function AgentVersionsPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const mayManage = useAllowed('updateAgents')
  const list = useListState(agentVersionsList)
  const { search } = list
  const agents = useListQuery(list, agentVersionsQuery(organizationId, search))
  const rules = useQuery(versionRulesQuery(organizationId)).data
  const newest = useQuery(agentPackagesQuery(organizationId, {})).data?.items[0]?.agent_version
  const [selection, setSelection] = useSelection(
    JSON.stringify([organizationId, agentVersionsList.filters(search), search.cursor]),
  )
  const [editing, setEditing] = useState(false)
  const [updating, setUpdating] = useState(false)
  const columns = useMemo(
    (): Array<Column<AgentVersion>> => [
      {
        id: 'name',
        header: t('agent_versions.column.agent'),
        width: 220,
        sort: 'name',
        cell: (agent) => (
          <Link to="/agents/$agentId" params={{ agentId: agent.id }}>
            <Breakable text={agent.name} />
          </Link>
        ),
      },
      {
        id: 'organization',
        header: t('organizations.field.organization'),
        width: 190,
        sort: 'organization',
        cell: (agent) => <Breakable text={agent.organization_name} />,
      },
      {
        id: 'version',
        header: t('agent_versions.column.version'),
        width: 110,
        cell: (agent) => <span className="mono">{agent.agent_version ?? '–'}</span>,
      },
      {
        id: 'architecture',
        header: t('agent_versions.column.architecture'),
        width: 120,
        phoneHidden: true,
        cell: (agent) => agent.architecture ?? '–',
      },
      {
        id: 'update',
        header: t('agent_versions.column.update'),
        width: 320,
        cell: (agent) => <UpdateState agent={agent} />,
      },
      {
        id: 'contact',
        header: t('agent_versions.column.contact'),
        width: 140,
        phoneHidden: true,
        cell: (agent) => <Age at={agent.last_contact_at} />,
      },
    ],
    [t],
  )
  const filtered = Boolean(search.search ?? search.older_than ?? search.failed)
  const facts = [
    newest && t('agent_versions.newest', { version: newest }),
    rules?.data.minimum_version && t('agent_versions.minimum', { version: rules.data.minimum_version }),
    rules?.data.rollout_version &&
      t('agent_versions.rollout', { version: rules.data.rollout_version, percent: rules.data.rollout_percent }),
  ].filter(Boolean)
  return (
    <>
      <PageHead
        title={t('nav.agent_versions')}
        context={facts.length > 0 ? facts.join(' · ') : t('agent_versions.context')}
        primary={
          mayManage && (
            <Button
              variant="outlined"
              startIcon={<SlidersHorizontal size={16} />}
              disabled={!rules}
              onClick={() => setEditing(true)}
            >
              {t('agent_versions.rules')}
            </Button>
          )
        }
      />
      <Sections />
      <ListTable
        id="agent_versions"
        label={t('nav.agent_versions')}
        columns={columns}
        rowId={(agent) => agent.id}
        rowName={(agent) => agent.name}
        list={list}
        query={agents}
        defaultSort="name"
        {...(mayManage
          ? {
              selection,
              onSelection: (chosen: Selection) =>
                setSelection(
                  chosen.all ? { ids: new Set(agents.data?.items.map((agent) => agent.id)), all: false } : chosen,
                ),
            }
          : {})}
        actions={
          <Button variant="outlined" startIcon={<CircleFadingArrowUp size={16} />} onClick={() => setUpdating(true)}>
            {t('agent_versions.update')}
          </Button>
        }
        toolbar={
          <ListToolbar
            searchLabel={t('agent_versions.column.agent')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              {
                id: 'older_than',
                label: t('agent_versions.filter.older'),
                options: olderThan.map((value) => ({ value, label: t(`agent_versions.older.${value}`) })),
              },
              {
                id: 'failed',
                label: t('agent_versions.column.update'),
                options: [{ value: 'true', label: t('agent_versions.filter.failed') }],
              },
            ]}
            values={{
              older_than: search.older_than,
              failed: search.failed === undefined ? undefined : String(search.failed),
            }}
            onFilter={(id, value) => list.set({ [id]: id === 'failed' && value !== undefined ? true : value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set({ search: undefined, older_than: undefined, failed: undefined })} />
          ) : (
            <Empty icon={<Router size={22} />} title={t('agent_versions.empty')}>
              {t('agent_versions.empty_detail')}
            </Empty>
          )
        }
      />
      {editing && rules && (
        <RulesDialog stored={rules.data} etag={rules.etag ?? ''} onClose={() => setEditing(false)} />
      )}
      {updating && (
        <UpdateAgentsDialog
          ids={[...selection.ids]}
          onClose={() => setUpdating(false)}
          onDone={() => setSelection(nothingSelected)}
        />
      )}
    </>
  )
}
