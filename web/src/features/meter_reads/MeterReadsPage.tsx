import { Link } from '@tanstack/react-router'
import { Gauge, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import type { MeterRead } from './meterReadsApi.ts'
import { meterReadsQuery } from './meterReadsApi.ts'
import { meterReadsList, readSources } from './meterReadsSearch.ts'
import { ReadMeters } from './ReadMeters.tsx'
import { Sections } from './Sections.tsx'
import { WithdrawDialog } from './WithdrawDialog.tsx'

/** What people submitted: by hand, from files, and changes of counters. */
export function MeterReadsPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const maySubmit = useAllowed('submitMeterRead')
  const mayWithdraw = useAllowed('withdrawMeterRead')
  const mayChange = useAllowed('recordMeterChange')
  const list = useListState(meterReadsList)
  const { search } = list
  const reads = useListQuery(list, meterReadsQuery(organizationId, search))
  const [withdrawing, setWithdrawing] = useState<MeterRead | null>(null)
  const columns = useMemo(
    (): Array<Column<MeterRead>> => [
      {
        id: 'printer',
        sort: 'model',
        header: t('meter_reads.column.printer'),
        width: 230,
        cell: (read) => (
          <Link to="/meter-reads/$meterReadId" params={{ meterReadId: read.id }}>
            <Breakable text={`${read.printer_manufacturer} ${read.printer_model}`} />{' '}
            <span className="mono">
              <Breakable text={read.printer_serial_number || '–'} />
            </span>
          </Link>
        ),
      },
      {
        id: 'meters',
        header: t('meter_reads.column.meters'),
        width: 320,
        wide: true,
        cell: (read) => <ReadMeters read={read} />,
      },
      {
        id: 'read_at',
        header: t('meter_reads.column.read_at'),
        width: 130,
        sort: 'read_at',
        cell: (read) => <Age at={read.read_at} />,
      },
      {
        id: 'source',
        sort: 'source',
        header: t('meter_reads.column.source'),
        width: 150,
        cell: (read) =>
          read.withdrawn_at ? (
            <StatusWord tone="off">{t('meter_reads.withdrawn_word')}</StatusWord>
          ) : (
            t(`meter_reads.source.${read.source}`)
          ),
      },
      {
        id: 'by',
        sort: 'submitted_by',
        header: t('meter_reads.column.by'),
        width: 190,
        phoneHidden: true,
        cell: (read) => <Breakable text={read.submitted_by} />,
      },
      {
        id: 'submitted',
        header: t('meter_reads.column.submitted'),
        width: 130,
        sort: 'submitted_at',
        phoneHidden: true,
        cell: (read) => <Age at={read.submitted_at} />,
      },
      ...(mayWithdraw
        ? [
            {
              id: 'actions',
              header: t('table.row_actions'),
              actions: true,
              width: 76,
              align: 'end' as const,
              cell: (read: MeterRead) =>
                read.withdrawn_at || (read.source === 'change' && !mayChange) ? null : (
                  <ActionMenu
                    label={t('meter_reads.actions_for', { name: read.printer_serial_number })}
                    actions={[
                      {
                        id: 'withdraw',
                        label: t('meter_reads.withdraw'),
                        icon: <Undo2 size={16} />,
                        onClick: () => setWithdrawing(read),
                      },
                    ]}
                  />
                ),
            },
          ]
        : []),
    ],
    [t, mayWithdraw, mayChange],
  )
  const submit = maySubmit && (
    <LinkButton variant="contained" startIcon={<Gauge size={16} />} to="/meter-reads/submit">
      {t('nav.submit_meter_reads')}
    </LinkButton>
  )
  const filtered = search.search !== undefined || search.source !== undefined || search.printer_id !== undefined
  return (
    <>
      <PageHead title={t('nav.meter_reads')} context={t('meter_reads.context')} primary={submit} />
      <Sections />
      <ListTable
        id="meter-reads"
        label={t('nav.meter_reads')}
        columns={columns}
        rowId={(read) => read.id}
        rowName={(read) => `${read.printer_manufacturer} ${read.printer_model}`}
        list={list}
        query={reads}
        defaultSort="-read_at"
        toolbar={
          <ListToolbar
            searchLabel={t('meter_reads.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              {
                id: 'source',
                multiple: true,
                label: t('meter_reads.column.source'),
                options: readSources.map((value) => ({ value, label: t(`meter_reads.source.${value}`) })),
              },
            ]}
            values={{ source: search.source }}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set({ search: undefined, source: undefined, printer_id: undefined })} />
          ) : (
            <Empty icon={<Gauge size={22} />} title={t('meter_reads.empty')} action={submit}>
              {t('meter_reads.empty_detail')}
            </Empty>
          )
        }
      />
      {withdrawing && <WithdrawDialog read={withdrawing} onClose={() => setWithdrawing(null)} />}
    </>
  )
}
