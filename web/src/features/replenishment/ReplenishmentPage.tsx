import { keepPreviousData } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { BookOpenText, ClipboardCheck, PackageSearch } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { ReplenishmentSupply } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { daysOrWhy, daysWords, lastsWords, likelyDays } from '../printers/daysWords.ts'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { SupplyBar } from '../printers/SupplyBar.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { useSiteFilter } from '../../ui/table/useSiteFilter.ts'
import { printerName, supplyClass } from '../printers/printersApi.ts'
import { CountDialog } from '../shelf/CountDialog.tsx'
import { Sections } from '../shelf/Sections.tsx'
import { SavedViewsMenu } from '../views/SavedViewsMenu.tsx'
import { useSavedViews } from '../views/useSavedViews.ts'
import { dueWords, WhyOrder } from './OrderDue.tsx'
import { replenishmentExport, replenishmentList } from './replenishmentSearch.ts'
import { Breakable } from '../../ui/Breakable.tsx'

const dash = <span className="faint">–</span>

/** Per supply: level, shelf, under way, consumption, days left, when the next order is due or why there is none (ASR-10). */
export function ReplenishmentPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organization_id = useOrganizationId()
  const list = useListState(replenishmentList)
  const { search } = list
  const site = useSiteFilter(organization_id, search.site_id, t('printers.column.site'))
  const navigate = useNavigate()
  const mayCount = useAllowed('countShelf')
  const [counting, setCounting] = useState<string | null>(null)
  const supplies = useListQuery(list, {
    queryKey: ['replenishment', organization_id, search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/replenishment/supplies', {
          params: { query: replenishmentList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
  const columns = useMemo(
    (): Array<Column<ReplenishmentSupply>> => [
      {
        id: 'printer',
        header: t('printers.column.printer'),
        width: 220,
        cell: (row) => (
          <Link to="/printers/$printerId" params={{ printerId: row.printer_id }} title={printerName(row)}>
            {printerName(row)}
          </Link>
        ),
      },
      {
        id: 'serial',
        header: t('printers.column.serial_number'),
        width: 140,
        phoneHidden: true,
        cell: (row) =>
          row.serial_number ? (
            <span className="mono">
              <Breakable text={row.serial_number} />
            </span>
          ) : (
            dash
          ),
      },
      {
        id: 'supply',
        header: t('supply.column.supply'),
        width: 200,
        cell: (row) => <span title={row.description}>{row.description || t('supply.unnamed')}</span>,
      },
      {
        id: 'level',
        header: t('supply.column.level'),
        width: 112,
        tight: true,
        cell: (row) => <SupplyBar supply={{ ...row, class: supplyClass(row.type) }} />,
      },
      {
        id: 'days',
        header: t('supply.column.days_left'),
        width: 100,
        align: 'end',
        cell: (row) => <span title={lastsWords(t, row) ?? undefined}>{daysOrWhy(t, row) ?? dash}</span>,
      },
      {
        id: 'likely',
        header: t('replenishment.column.likely'),
        width: 100,
        align: 'end',
        phoneHidden: true,
        cell: (row) => likelyDays(t, row) ?? dash,
      },
      {
        id: 'lasts',
        header: t('replenishment.column.lasts'),
        width: 110,
        align: 'end',
        hidden: true,
        phoneHidden: true,
        cell: (row) => daysWords(t, row.lasts_days) ?? dash,
      },
      {
        id: 'daily',
        header: t('replenishment.column.daily'),
        width: 120,
        align: 'end',
        phoneHidden: true,
        cell: (row) =>
          row.daily_percent === null || row.daily_percent === undefined
            ? dash
            : t('replenishment.percent_a_day', { value: format.number(row.daily_percent, 2) }),
      },
      {
        id: 'shelf',
        header: t('replenishment.column.shelf'),
        width: 100,
        align: 'end',
        cell: (row) => format.number(row.shelf),
      },
      {
        id: 'transit',
        header: t('replenishment.column.in_transit'),
        width: 100,
        align: 'end',
        cell: (row) => format.number(row.in_transit),
      },
      {
        id: 'due',
        header: t('replenishment.column.due'),
        width: 210,
        wide: true,
        cell: (row) => (
          <span className="row">
            <span className="num">{dueWords(t, format, row)}</span>
            <WhyOrder row={row} />
          </span>
        ),
      },
      {
        id: 'site',
        header: t('printers.column.site'),
        width: 160,
        hidden: true,
        phoneHidden: true,
        cell: (row) => row.site_name || dash,
      },
      {
        id: 'location',
        header: t('printers.column.location'),
        width: 160,
        hidden: true,
        phoneHidden: true,
        cell: (row) => row.location || dash,
      },
      {
        id: 'counted',
        header: t('replenishment.column.counted'),
        width: 140,
        hidden: true,
        phoneHidden: true,
        cell: (row) => (row.counted_at ? <span title={row.counted_by}>{format.date(row.counted_at)}</span> : dash),
      },
      {
        id: 'spares',
        header: t('replenishment.column.spares'),
        width: 100,
        align: 'end',
        hidden: true,
        phoneHidden: true,
        cell: (row) => (row.spares_kept > 0 ? format.number(row.spares_kept) : dash),
      },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (row) => (
          <ActionMenu
            label={t('shelf.actions_for', { name: `${printerName(row)} ${row.description}` })}
            actions={[
              ...(mayCount
                ? [
                    {
                      id: 'count',
                      label: t('shelf.count'),
                      icon: <ClipboardCheck size={16} />,
                      onClick: () => setCounting(row.printer_id),
                    },
                  ]
                : []),
              {
                id: 'book',
                label: t('shelf.title'),
                icon: <BookOpenText size={16} />,
                onClick: () =>
                  void navigate({
                    to: '/shelf-book',
                    search: { printer_id: row.printer_id, supply_slot: row.supply_slot },
                  }),
              },
            ]}
          />
        ),
      },
    ],
    [t, format, mayCount, navigate],
  )
  const filtered =
    search.search !== undefined ||
    search.printer_id !== undefined ||
    search.site_id !== undefined ||
    search.below_days !== undefined
  const saved = useSavedViews({
    list: 'supplies_status',
    definition: replenishmentList,
    state: list,
    table: 'replenishment',
    columns,
  })
  return (
    <>
      <PageHead title={t('replenishment.title')} context={t('replenishment.context')}>
        <SavedViewsMenu saved={saved} />
        <ExportButtons url={replenishmentExport(organization_id, search)}>{t('replenishment.export')}</ExportButtons>
        <LinkButton variant="outlined" to="/enrollment">
          {t('nav.enrollment')}
        </LinkButton>
      </PageHead>
      <Sections />
      <ListTable
        file="page"
        {...saved.tableProps}
        label={t('replenishment.title')}
        columns={columns}
        rowId={(row) => `${row.printer_id} ${row.supply_slot}`}
        rowName={(row) => `${printerName(row)} ${row.description}`}
        list={list}
        query={supplies}
        toolbar={
          <ListToolbar
            searchLabel={t('replenishment.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              site,
              {
                id: 'below_days',
                label: t('printers.filter.below_days'),
                options: [7, 14, 21, 30, 60].map((value) => ({
                  value: String(value),
                  label: t('printers.filter.within_days', { days: value }),
                })),
                labelOf: (value) => t('printers.filter.within_days', { days: Number(value) }),
              },
              ...(search.printer_id
                ? [
                    {
                      id: 'printer_id',
                      label: t('printers.column.printer'),
                      options: [],
                      labelOf: () => (supplies.data?.items[0] ? printerName(supplies.data.items[0]) : '…'),
                    },
                  ]
                : []),
            ]}
            values={{
              below_days: search.below_days?.toString(),
              site_id: search.site_id,
              printer_id: search.printer_id,
            }}
            onFilter={(id, value) =>
              list.set(
                id === 'below_days' ? { below_days: value === undefined ? undefined : Number(value) } : { [id]: value },
              )
            }
          />
        }
        empty={
          filtered ? (
            <NoMatches
              onClear={() =>
                list.set({ search: undefined, printer_id: undefined, site_id: undefined, below_days: undefined })
              }
            />
          ) : (
            <Empty icon={<PackageSearch size={22} />} title={t('replenishment.empty')}>
              {t('replenishment.empty_detail')}
            </Empty>
          )
        }
      />
      {counting && <CountDialog printerId={counting} onClose={() => setCounting(null)} />}
    </>
  )
}
