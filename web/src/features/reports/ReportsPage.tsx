import { Button } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CalendarClock, FileClock, Play, Plus, SquarePen, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { withColon } from '../../lib/withColon.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { DownloadButton } from '../../ui/DownloadButton.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Note } from '../../ui/Note.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { RowButton } from '../../ui/RowButton.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { toast } from '../../ui/Toasts.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { DeleteReportDialog } from './DeleteReportDialog.tsx'
import ReportDialog from './ReportDialog.tsx'
import type { Report } from './reportFields.ts'
import { ReportRunsDialog } from './ReportRunsDialog.tsx'
import { reportFileUrl, reportsQuery, runReport } from './reportsApi.ts'
import { reportsList } from './reportsSearch.ts'

const stateOf = (report: Report) => (report.paused_because ? 'paused' : report.enabled ? 'on' : 'off')
const tones = { paused: 'warning', on: 'ok', off: 'neutral' } as const

/** What is made by itself and mailed (RPT-1). */
export function ReportsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const list = useListState(reportsList)
  const reports = useListQuery(list, reportsQuery(organizationId, list.search))
  const [open, setOpen] = useState<{ what: 'new' } | { what: 'edit' | 'runs' | 'delete'; report: Report } | null>(null)
  const close = () => setOpen(null)
  const columns = useMemo(
    (): Array<Column<Report>> => [
      {
        id: 'name',
        sort: 'name',
        header: t('reports.field.name'),
        width: 240,
        cell: (report) => (
          <RowButton onClick={() => setOpen({ what: 'runs', report })}>
            <Breakable text={report.name} />
          </RowButton>
        ),
      },
      {
        id: 'source',
        sort: 'source',
        header: t('reports.field.source'),
        width: 190,
        cell: (report) => withColon(t, t(`reports.source.${report.source}`), report.view_name),
      },
      {
        id: 'every',
        sort: 'every',
        header: t('reports.field.every'),
        width: 130,
        cell: (report) => t(`reports.every.${report.every}`),
      },
      {
        id: 'format',
        sort: 'format',
        header: t('reports.field.format'),
        width: 90,
        cell: (report) => report.format.toUpperCase(),
      },
      {
        id: 'state',
        sort: 'enabled',
        header: t('reports.column.state'),
        width: 150,
        cell: (report) => {
          const state = stateOf(report)
          return <StatusWord tone={tones[state]}>{t(`reports.state.${state}`)}</StatusWord>
        },
      },
      {
        id: 'next',
        sort: 'next_run_at',
        header: t('reports.column.next'),
        width: 170,
        cell: (report) => (report.next_run_at ? format.dateTime(report.next_run_at) : <span className="faint">–</span>),
      },
      {
        id: 'last',
        sort: 'last_run_at',
        header: t('reports.column.last'),
        width: 130,
        phoneHidden: true,
        cell: (report) => report.last_run_at && <Age at={report.last_run_at} />,
      },
      {
        id: 'recipients',
        header: t('reports.field.recipients'),
        width: 220,
        phoneHidden: true,
        cell: (report) => <Breakable text={report.recipients.join(', ')} />,
      },
      {
        id: 'owner',
        sort: 'owner',
        header: t('reports.column.owner'),
        width: 180,
        phoneHidden: true,
        hidden: true,
        cell: (report) => <Breakable text={report.owner} />,
      },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (report) => <ReportMenu report={report} onOpen={(what) => setOpen({ what, report })} />,
      },
    ],
    [t, format],
  )
  const add = (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setOpen({ what: 'new' })}>
      {t('reports.new')}
    </Button>
  )
  const { file } = list.search
  return (
    <>
      <PageHead title={t('reports.title')} context={t('reports.context')} primary={add} />
      {file !== undefined && (
        <Note tone="info">
          <span className="row between">
            {t('reports.file_of_mail')}
            <DownloadButton url={reportFileUrl(organizationId, file)}>{t('reports.download')}</DownloadButton>
          </span>
        </Note>
      )}
      <ListTable
        id="reports"
        label={t('reports.title')}
        columns={columns}
        rowId={(report) => report.id}
        rowName={(report) => report.name}
        list={list}
        query={reports}
        empty={
          <Empty icon={<CalendarClock size={22} />} title={t('reports.empty')} action={add}>
            {t('reports.empty_detail')}
          </Empty>
        }
      />
      {open?.what === 'new' && <ReportDialog report={null} onClose={close} />}
      {open?.what === 'edit' && <ReportDialog report={open.report} onClose={close} />}
      {open?.what === 'runs' && <ReportRunsDialog report={open.report} onClose={close} />}
      {open?.what === 'delete' && <DeleteReportDialog report={open.report} onClose={close} />}
    </>
  )
}

function ReportMenu({ report, onOpen }: { report: Report; onOpen: (what: 'edit' | 'runs' | 'delete') => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const organizationId = useOrganizationId()
  const run = useMutation({
    mutationFn: () => runReport(organizationId, report.id),
    onSuccess: async () => {
      toast(t('reports.started', { name: report.name }))
      await queryClient.invalidateQueries({ queryKey: ['reports'] })
    },
    onError: (error) => {
      const { title, detail } = problemText(error)
      toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
    },
  })
  const others = report.is_mine ? undefined : t('reports.only_owner', { owner: report.owner })
  return (
    <ActionMenu
      label={t('reports.actions_for', { name: report.name })}
      actions={[
        {
          id: 'edit',
          label: t('reports.edit'),
          icon: <SquarePen size={16} />,
          onClick: () => onOpen('edit'),
          disabledBecause: others,
        },
        {
          id: 'run',
          label: t('reports.run'),
          icon: <Play size={16} />,
          onClick: () => run.mutate(),
          disabledBecause: others,
        },
        { id: 'runs', label: t('reports.runs'), icon: <FileClock size={16} />, onClick: () => onOpen('runs') },
        {
          id: 'delete',
          label: t('reports.delete'),
          icon: <Trash2 size={16} />,
          onClick: () => onOpen('delete'),
          disabledBecause: report.may_delete ? undefined : others,
        },
      ]}
    />
  )
}
