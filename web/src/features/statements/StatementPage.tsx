import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, FileCheck2, SquarePen } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { useWord } from '../../lib/useWord.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { asWorkbook, DownloadLink } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { ThingProblem } from '../../ui/NotThere.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { ApproveDialog } from './ApproveDialog.tsx'
import { CorrectDialog } from './CorrectDialog.tsx'
import { statementThing } from './feature.ts'
import { LineValue } from './LineValue.tsx'
import type { Statement, StatementLine } from './statementsApi.ts'
import { linesQuery, statementFile, statementQuery } from './statementsApi.ts'
import { linesList } from './statementsSearch.ts'
import { StatementState } from './StatementState.tsx'

/** A period of a contract: its meter groups, and a line for each printer and group (MTR-5). */
export function StatementPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const statementId = usePathId('statementId')
  const organizationId = useOrganizationId()
  const mayApprove = useAllowed('approveStatement')
  const [approving, setApproving] = useState(false)
  const found = useQuery(statementQuery(organizationId, statementId))
  if (found.isPending) return <PageLoading />
  if (found.isError)
    return <ThingProblem thing={statementThing} error={found.error} onRetry={() => void found.refetch()} />
  const { data, etag } = found.data
  const title = t('statements.period', { from: format.day(data.period_starts_on), to: format.day(data.period_ends_on) })
  const wrong = data.groups.reduce((sum, group) => sum + group.wrong, 0)
  return (
    <>
      <PageHead
        title={title}
        above={
          <Crumb to="/statements" here={title}>
            {t('nav.statements')}
          </Crumb>
        }
        context={
          <>
            {data.organization_name} ·{' '}
            <Link to="/contracts/$contractId/meters" params={{ contractId: data.contract_id }}>
              {data.contract_number}
            </Link>{' '}
            · <StatementState state={data.state} />
            {data.approved_at && (
              <>
                {' '}
                · <Breakable text={data.approved_by} /> <Age at={data.approved_at} />
              </>
            )}
          </>
        }
        primary={
          mayApprove &&
          data.state === 'open' && (
            <Button variant="contained" startIcon={<Check size={16} />} onClick={() => setApproving(true)}>
              {t('statements.approve')}
            </Button>
          )
        }
      />
      <div className="stack">
        {data.state === 'open' && wrong > 0 && <Note tone="warning">{t('statements.wrong', { count: wrong })}</Note>}
        <Panel title={t('statements.groups')} id="groups">
          <div className="stack">
            <Groups statement={data} />
            <p className="muted small">{t('statements.no_invoice')}</p>
            <div className="row wrap">
              <DownloadLink url={statementFile(organizationId, data.id, 'csv')}>{t('statements.csv')}</DownloadLink>
              <DownloadLink url={asWorkbook(statementFile(organizationId, data.id, 'csv'))}>
                {t('common.xlsx')}
              </DownloadLink>
              <DownloadLink url={statementFile(organizationId, data.id, 'json')}>{t('statements.json')}</DownloadLink>
            </div>
          </div>
        </Panel>
        <StatementLines statement={data} />
      </div>
      {approving && <ApproveDialog statement={data} etag={etag ?? ''} onClose={() => setApproving(false)} />}
    </>
  )
}

function Groups({ statement }: { statement: Statement }) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = useWord()
  return (
    <Facts
      columns={2}
      items={statement.groups.map((group) => [
        group.name,
        <>
          <span className="num">{t('statements.pages', { count: group.pages })}</span>{' '}
          <span className="muted small">
            {t('statements.group_line', {
              included: format.number(group.included_pages),
              over: format.number(group.pages_over),
              meters: format.list(group.meters.map((meter) => word(`meter.kind.${meter}`))),
            })}
          </span>
        </>,
      ])}
    />
  )
}

function StatementLines({ statement }: { statement: Statement }) {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const mayCorrect = useAllowed('correctStatementLine') && statement.state === 'open'
  const list = useListState(linesList)
  const { search } = list
  const lines = useListQuery(list, linesQuery(organizationId, statement.id, search))
  const [correcting, setCorrecting] = useState<StatementLine | null>(null)
  const columns = useMemo(
    (): Array<Column<StatementLine>> => [
      {
        id: 'printer',
        header: t('statements.column.printer'),
        width: 220,
        sort: 'serial_number',
        cell: (line) => (
          <Link to="/printers/$printerId" params={{ printerId: line.printer_id }}>
            <span className="mono">
              <Breakable text={line.serial_number || '–'} />
            </span>{' '}
            <Breakable text={`${line.manufacturer} ${line.model}`} />
          </Link>
        ),
      },
      {
        id: 'group',
        sort: 'meter_group',
        header: t('statements.column.group'),
        width: 140,
        cell: (line) => <Breakable text={line.meter_group} />,
      },
      {
        id: 'start',
        sort: 'start_value',
        header: t('statements.column.start'),
        width: 210,
        cell: (line) => (
          <LineValue line={line} value={line.start_value} origin={line.start_origin} basis={line.start_basis} />
        ),
      },
      {
        id: 'end',
        sort: 'end_value',
        header: t('statements.column.end'),
        width: 210,
        cell: (line) => (
          <LineValue line={line} value={line.end_value} origin={line.end_origin} basis={line.end_basis} />
        ),
      },
      {
        id: 'pages',
        sort: 'pages',
        header: t('statements.column.pages'),
        width: 120,
        align: 'end',
        cell: (line) => (
          <span className="num">
            {typeof line.pages === 'number' ? format.number(line.pages) : '–'}
            {line.adjustment !== 0 && (
              <span className="muted small">
                {' '}
                {t('statements.adjusted', { pages: format.number(line.adjustment) })}
              </span>
            )}
          </span>
        ),
      },
      {
        id: 'reason',
        sort: 'reason',
        header: t('statements.column.correction'),
        width: 200,
        phoneHidden: true,
        cell: (line) =>
          line.corrected_at ? (
            <span>
              <Breakable text={line.reason} />{' '}
              <span className="muted small">
                <Breakable text={line.corrected_by} /> · <Age at={line.corrected_at} />
              </span>
            </span>
          ) : (
            <span className="faint">–</span>
          ),
      },
      ...(mayCorrect
        ? [
            {
              id: 'actions',
              header: t('table.row_actions'),
              actions: true,
              width: 76,
              align: 'end' as const,
              cell: (line: StatementLine) => (
                <ActionMenu
                  label={t('statements.actions_for', { name: `${line.serial_number} ${line.meter_group}` })}
                  actions={[
                    {
                      id: 'correct',
                      label: t('statements.correct'),
                      icon: <SquarePen size={16} />,
                      onClick: () => setCorrecting(line),
                    },
                  ]}
                />
              ),
            },
          ]
        : []),
    ],
    [t, format, mayCorrect],
  )
  return (
    <>
      <ListTable
        file="page"
        id="statement-lines"
        label={t('statements.lines')}
        columns={columns}
        rowId={(line) => line.id}
        rowName={(line) => `${line.serial_number} ${line.meter_group}`}
        list={list}
        query={lines}
        defaultSort="serial_number"
        toolbar={
          <ListToolbar
            filters={[
              {
                id: 'attention',
                label: t('statements.filter.attention'),
                options: [{ value: 'true', label: t('statements.filter.yes') }],
              },
            ]}
            values={{ attention: search.attention ? 'true' : undefined }}
            onFilter={(_id, value) => list.set({ attention: value === 'true' ? true : undefined })}
          />
        }
        empty={
          search.attention !== undefined ? (
            <NoMatches onClear={() => list.set({ attention: undefined })} />
          ) : (
            <Empty icon={<FileCheck2 size={22} />} title={t('statements.no_lines')}>
              {t('statements.no_lines_detail')}
            </Empty>
          )
        }
      />
      {correcting && <CorrectDialog line={correcting} onClose={() => setCorrecting(null)} />}
    </>
  )
}
