import { Gauge } from 'lucide-react'
import { useMemo } from 'react'
import { keepPreviousData } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { ItemOf } from '../../api/types.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useWord } from '../../lib/useWord.ts'
import { Age } from '../../ui/Age.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { printerName } from '../printers/printersApi.ts'
import { metersList } from '../printers/printersSearch.ts'

type Row = ItemOf<'/api/v1/printers/meters'>

/** What the counters of many printers say: of those that were chosen, or of all that match (PRN-4). */
export function MetersPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const word = useWord()
  const organizationId = useOrganizationId()
  const list = useListState(metersList)
  const { search } = list
  const meters = useListQuery(list, {
    queryKey: ['printers', organizationId, 'meters', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/printers/meters', { params: { query: metersList.query(organizationId, search) }, signal })),
    placeholderData: keepPreviousData,
  })
  const columns = useMemo((): Array<Column<Row>> => {
    const count = (value: number | null | undefined) =>
      value === null || value === undefined ? <span className="faint">–</span> : format.number(value)
    return [
      {
        id: 'printer',
        sort: 'model',
        header: t('printers.column.model'),
        width: 230,
        cell: (row) => (
          <Link to="/printers/$printerId" params={{ printerId: row.id }} search={{ tab: 'meters' }}>
            {printerName(row)}
          </Link>
        ),
      },
      {
        id: 'serial_number',
        sort: 'serial_number',
        header: t('printers.column.serial_number'),
        width: 140,
        cell: (row) => <span className="mono">{row.serial_number ?? '–'}</span>,
      },
      {
        id: 'life',
        sort: 'life_count',
        header: t('printers.meters.life'),
        width: 120,
        align: 'end',
        cell: (row) => count(row.life),
      },
      { id: 'mono', header: t('printers.meters.mono'), width: 120, align: 'end', cell: (row) => count(row.mono) },
      { id: 'color', header: t('printers.meters.color'), width: 120, align: 'end', cell: (row) => count(row.color) },
      {
        id: 'others',
        header: t('printers.meters.others'),
        width: 260,
        phoneHidden: true,
        cell: (row) =>
          row.meters
            .filter(({ kind }) => !['life', 'mono', 'color'].includes(kind))
            .map(({ kind, value }) => `${word(`meter.kind.${kind}`)} ${format.number(value)}`)
            .join(' · '),
      },
      {
        id: 'read',
        sort: 'last_contact_at',
        header: t('printers.meters.read'),
        width: 130,
        cell: (row) => <Age at={row.observed_at} />,
      },
      {
        id: 'site',
        sort: 'site_name',
        header: t('printers.column.site'),
        width: 140,
        cell: (row) => row.site_name ?? '–',
      },
      {
        id: 'location',
        sort: 'location',
        header: t('printers.column.location'),
        width: 150,
        phoneHidden: true,
        cell: (row) => row.location ?? '–',
      },
    ]
  }, [t, format, word])
  const narrowed = Object.keys(metersList.filters(search)).length > 0
  return (
    <>
      <PageHead
        title={t('printers.meters.title')}
        above={
          <Crumb to="/printers" here={t('printers.meters.title')}>
            {t('printers.title')}
          </Crumb>
        }
        context={
          search.printer_id
            ? t('printers.meters.chosen', { count: search.printer_id.length })
            : narrowed
              ? t('printers.meters.matching')
              : t('printers.meters.all')
        }
      />
      <ListTable
        id="printer-meters"
        label={t('printers.meters.title')}
        columns={columns}
        rowId={(row) => row.id}
        rowName={printerName}
        list={list}
        query={meters}
        toolbar={
          <ListToolbar
            searchLabel={t('printers.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
          />
        }
        empty={
          narrowed ? (
            <NoMatches onClear={() => list.set({ search: undefined, printer_id: undefined })} />
          ) : (
            <Empty icon={<Gauge size={22} />} title={t('printers.meters.none')}>
              {t('printers.meters.none_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
