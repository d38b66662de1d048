import { Link } from '@tanstack/react-router'
import { Gauge } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { withColon } from '../../lib/withColon.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import type { PrinterToRead } from './meterReadsApi.ts'
import { printersToReadQuery } from './meterReadsApi.ts'
import { printersToReadList } from './meterReadsSearch.ts'
import { Sections } from './Sections.tsx'

/** The first step of a read by hand: which printer (MTR-1). */
export function ChoosePrinterPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const maySubmit = useAllowed('submitMeterRead')
  const list = useListState(printersToReadList)
  const { search } = list
  const printers = useListQuery(list, printersToReadQuery(organizationId, search))
  const columns = useMemo(
    (): Array<Column<PrinterToRead>> => [
      {
        id: 'printer',
        header: t('meter_reads.column.printer'),
        width: 240,
        sort: 'model',
        cell: (printer) => (
          <Link to="/printers/$printerId" params={{ printerId: printer.id }}>
            <Breakable text={`${printer.manufacturer} ${printer.model}`} />
          </Link>
        ),
      },
      {
        id: 'serial',
        header: t('meter_reads.column.serial_number'),
        width: 160,
        sort: 'serial_number',
        cell: (printer) => (
          <span className="mono">
            <Breakable text={printer.serial_number || '–'} />
          </span>
        ),
      },
      {
        id: 'location',
        sort: 'location',
        header: t('meter_reads.column.location'),
        width: 180,
        phoneHidden: true,
        cell: (printer) => <Breakable text={printer.location || '–'} />,
      },
      {
        id: 'agent',
        sort: 'agent_read_at',
        header: t('meter_reads.column.agent'),
        width: 170,
        cell: (printer) => (printer.agent_read_at ? <Age at={printer.agent_read_at} /> : t('meter_reads.never')),
      },
      {
        id: 'hand',
        sort: 'hand_read_at',
        header: t('meter_reads.column.hand'),
        width: 140,
        cell: (printer) => (printer.hand_read_at ? <Age at={printer.hand_read_at} /> : t('meter_reads.never')),
      },
      {
        id: 'due',
        sort: 'due_on',
        header: t('meter_reads.column.due'),
        width: 150,
        cell: (printer) =>
          printer.due && printer.due_on ? (
            <StatusWord tone="warning">{t('meter_reads.due_on', { date: format.day(printer.due_on) })}</StatusWord>
          ) : (
            <span className="faint">–</span>
          ),
      },
      ...(maySubmit
        ? [
            {
              id: 'enter',
              header: t('meter_reads.enter'),
              width: 200,
              wide: true,
              align: 'end' as const,
              cell: (printer: PrinterToRead) => (
                <LinkButton
                  size="small"
                  variant="outlined"
                  to="/meter-reads/submit/$printerId"
                  params={{ printerId: printer.id }}
                  aria-label={withColon(t, t('meter_reads.enter'), printer.serial_number || printer.model)}
                >
                  {t('meter_reads.enter')}
                </LinkButton>
              ),
            },
          ]
        : []),
    ],
    [t, format, maySubmit],
  )
  const filtered = search.search !== undefined || search.due !== undefined || search.automatic !== undefined
  const yesNo = [
    { value: 'true', label: t('meter_reads.yes') },
    { value: 'false', label: t('meter_reads.no') },
  ]
  const said = (value: boolean | undefined) => (value === undefined ? undefined : String(value))
  return (
    <>
      <PageHead title={t('nav.submit_meter_reads')} context={t('meter_reads.choose_context')} />
      <Sections />
      <ListTable
        id="printers-to-read"
        label={t('nav.submit_meter_reads')}
        columns={columns}
        rowId={(printer) => printer.id}
        rowName={(printer) => `${printer.manufacturer} ${printer.model}`}
        list={list}
        query={printers}
        defaultSort="serial_number"
        toolbar={
          <ListToolbar
            searchLabel={t('meter_reads.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              { id: 'due', label: t('meter_reads.filter.due'), options: yesNo },
              { id: 'automatic', label: t('meter_reads.filter.automatic'), options: yesNo },
            ]}
            values={{ due: said(search.due), automatic: said(search.automatic) }}
            onFilter={(id, value) => list.set({ [id]: value === undefined ? undefined : value === 'true' })}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set({ search: undefined, due: undefined, automatic: undefined })} />
          ) : (
            <Empty icon={<Gauge size={22} />} title={t('meter_reads.no_printers')}>
              {t('meter_reads.no_printers_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
