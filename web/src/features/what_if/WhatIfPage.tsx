import { Link } from '@tanstack/react-router'
import { FlaskConical, Plus } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { Sections } from '../shelf/Sections.tsx'
import { TaskState } from '../tasks/TaskState.tsx'
import type { Run } from './whatIfApi.ts'
import { runsQuery } from './whatIfApi.ts'
import { whatIfList } from './whatIfSearch.ts'

/** What was compared so far; kept for 90 days. */
export function WhatIfPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const mayStart = useAllowed('startWhatIfRun')
  const list = useListState(whatIfList)
  const runs = useListQuery(list, runsQuery(organizationId, list.search))
  const columns = useMemo((): Array<Column<Run>> => {
    const printers = (run: Run) =>
      [run.site_name, run.input.manufacturer, run.input.model].filter(Boolean).join(' ') || t('what_if.all_printers')
    return [
      {
        id: 'asked',
        sort: 'created_at',
        header: t('what_if.column.asked'),
        width: 190,
        cell: (run) => (
          <Link to="/what-if/$runId" params={{ runId: run.id }}>
            {format.dateTime(run.created_at)}
          </Link>
        ),
      },
      { id: 'printers', sort: 'site_name', header: t('what_if.column.printers'), width: 220, cell: printers },
      {
        id: 'settings',
        header: t('what_if.column.settings'),
        width: 280,
        cell: (run) => <Breakable text={run.input.settings.map(({ name }) => name).join(', ')} />,
      },
      {
        id: 'by',
        sort: 'created_by',
        header: t('what_if.column.by'),
        width: 200,
        phoneHidden: true,
        cell: (run) => <Breakable text={run.created_by} />,
      },
      {
        id: 'state',
        sort: 'state',
        header: t('what_if.column.state'),
        width: 140,
        cell: (run) => <TaskState state={run.state} />,
      },
    ]
  }, [t, format])
  const start = mayStart && (
    <LinkButton variant="contained" startIcon={<Plus size={16} />} to="/what-if/new">
      {t('what_if.new')}
    </LinkButton>
  )
  return (
    <>
      <PageHead title={t('what_if.title')} context={t('what_if.context')} primary={start} />
      <Sections />
      <ListTable
        id="what-if"
        label={t('what_if.title')}
        columns={columns}
        rowId={(run) => run.id}
        rowName={(run) => format.dateTime(run.created_at)}
        list={list}
        query={runs}
        empty={
          <Empty icon={<FlaskConical size={22} />} title={t('what_if.empty')}>
            {t('what_if.empty_detail')}
          </Empty>
        }
      />
    </>
  )
}
