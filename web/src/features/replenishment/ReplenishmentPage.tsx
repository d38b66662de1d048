import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PackageSearch } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { ReplenishmentSupply } from '../../api/types.ts'
import { useOrganizationId } from '../../app/session.tsx'
import { useListState } from '../../lib/listState.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Empty, NoMatches } from '../../ui/Parts.tsx'
import { SupplyBar } from '../../ui/SupplyBar.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { Why } from '../../ui/Why.tsx'
import { useReasonFigures } from '../supply_orders/OrderParts.tsx'
import type { ReplenishmentSearch } from './replenishmentSearch.ts'

const pageSize = 50
const dash = <span className="faint">–</span>

/** Per supply: level, shelf, under way, consumption, days left, when the next order is due or why there is none (ASR-10). */
export function ReplenishmentPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const figures = useReasonFigures(format)
  const organization_id = useOrganizationId()
  const list = useListState<ReplenishmentSearch>()
  const { search } = list
  const supplies = useQuery({
    queryKey: ['replenishment', organization_id, search],
    queryFn: ({ signal }) => {
      const { page: _page, ...query } = search
      return body(api.GET('/api/v1/replenishment/supplies', { params: { query: { organization_id, limit: pageSize, ...query } }, signal }))
    },
    placeholderData: keepPreviousData,
  })
  const columns = useMemo(
    (): Array<Column<ReplenishmentSupply>> => [
      {
        id: 'printer',
        header: t('printers.column.printer'),
        width: 220,
        cell: (row) => (
          <Link to="/printers/$printerId" params={{ printerId: row.printer_id }}>
            {row.printer_model}
          </Link>
        ),
      },
      { id: 'serial', header: t('printers.column.serial_number'), width: 140, phoneHidden: true, cell: (row) => (row.printer_serial_number ? <span className="mono">{row.printer_serial_number}</span> : dash) },
      { id: 'supply', header: t('supply.column.supply'), width: 200, cell: (row) => <span title={row.description}>{row.description}</span> },
      { id: 'level', header: t('supply.column.level'), width: 120, cell: (row) => <SupplyBar supply={{ class: 'consumed', colorant: row.colorant, description: row.description, remaining_percent: row.remaining_percent, level_state: row.level_state as 'amount', days_left: row.days_left }} /> },
      { id: 'shelf', header: t('replenishment.column.shelf'), width: 90, align: 'end', cell: (row) => format.number(row.shelf) },
      { id: 'transit', header: t('replenishment.column.in_transit'), width: 100, align: 'end', cell: (row) => format.number(row.in_transit) },
      { id: 'daily', header: t('replenishment.column.daily'), width: 120, align: 'end', cell: (row) => (row.daily_consumption === null || row.daily_consumption === undefined ? dash : t('replenishment.percent_a_day', { value: format.number(row.daily_consumption, 2) })) },
      { id: 'days', header: t('supply.column.days_left'), width: 100, align: 'end', cell: (row) => (row.days_left === null || row.days_left === undefined ? dash : format.number(row.days_left)) },
      {
        id: 'due',
        header: t('replenishment.column.due'),
        width: 230,
        cell: (row) => (
          <span className="row">
            <span>{row.next_order_due ? format.date(row.next_order_due) : t('replenishment.no_order')}</span>
            {row.reason && <Why sentence={row.reason.sentence} what={row.description} figures={figures(row.reason.args)} />}
          </span>
        ),
      },
      { id: 'site', header: t('printers.column.site'), width: 140, hidden: true, phoneHidden: true, cell: (row) => row.site_name ?? dash },
    ],
    [t, format, figures],
  )
  const filtered = Boolean(search.search ?? search.printer_id ?? search.site_id)
  return (
    <>
      <PageHead title={t('replenishment.title')} context={t('replenishment.context')} />
      <DataTable
        id="replenishment"
        label={t('replenishment.title')}
        columns={columns}
        rowId={(row) => `${row.printer_id} ${row.slot}`}
        rowName={(row) => `${row.printer_model} ${row.description}`}
        page={supplies.data}
        loading={supplies.isPending}
        refreshing={supplies.isPlaceholderData}
        error={supplies.error}
        onRetry={() => void supplies.refetch()}
        pageNumber={list.page}
        pageSize={pageSize}
        onNext={list.next}
        onPrevious={list.previous}
        toolbar={<ListToolbar searchLabel={t('replenishment.search')} search={search.search} onSearch={(value) => list.set({ search: value }, { replace: true })} />}
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set({ search: undefined, printer_id: undefined, site_id: undefined })} />
          ) : (
            <Empty icon={<PackageSearch size={22} />} title={t('replenishment.empty')}>
              {t('replenishment.empty_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
