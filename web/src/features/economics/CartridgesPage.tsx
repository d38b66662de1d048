import { Link } from '@tanstack/react-router'
import { Recycle } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { priceText } from '../../lib/prices.ts'
import { Sections } from '../shelf/Sections.tsx'
import { SavedViewsMenu } from '../views/SavedViewsMenu.tsx'
import { useSavedViews } from '../views/useSavedViews.ts'
import { colorWords } from './colorWords.ts'
import type { CartridgeRecord } from './economicsApi.ts'
import { cartridgesExport, cartridgesQuery } from './economicsApi.ts'
import { cartridgesList, endings } from './economicsSearch.ts'
import { Views } from './Views.tsx'

const dash = <span className="faint">–</span>
const noFilter = {
  first: undefined,
  last: undefined,
  site_id: undefined,
  printer_id: undefined,
  model_key: undefined,
  part_number: undefined,
  colorant: undefined,
  ended: undefined,
}

/** Each cartridge that was taken out, the newest first (ECO-1). */
export function CartridgesPage() {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const list = useListState(cartridgesList)
  const { search } = list
  const cartridges = useListQuery(list, cartridgesQuery(organizationId, search))
  // Prices are the operator's: others would see a column of nothing.
  const priced = useAllowed('getCatalogItemUse')
  const columns = useMemo(
    (): Array<Column<CartridgeRecord>> => [
      {
        id: 'removed',
        header: t('cartridges.column.removed'),
        width: 130,
        sort: 'removed_on',
        cell: (row) => format.day(row.removed_on),
      },
      {
        id: 'printer',
        sort: 'model',
        header: t('cartridges.column.printer'),
        width: 220,
        cell: (row) => (
          <Link to="/printers/$printerId" params={{ printerId: row.printer_id }}>
            {[row.model_name, row.printer_serial_number].filter(Boolean).join(' ')}
          </Link>
        ),
      },
      {
        id: 'supply',
        sort: 'supply',
        header: t('cartridges.column.supply'),
        width: 200,
        cell: (row) => (
          <Breakable
            text={[row.item_name || colorWords(t, row.colorant), row.starter && t('cartridges.starter')]
              .filter(Boolean)
              .join(', ')}
          />
        ),
      },
      {
        id: 'ended',
        sort: 'ended',
        header: t('cartridges.column.ended'),
        width: 140,
        cell: (row) => (
          <StatusWord tone={row.ended === 'early' ? 'warning' : row.ended === 'empty' ? 'ok' : 'off'}>
            {t(`cartridges.ended.${row.ended}`)}
          </StatusWord>
        ),
      },
      {
        id: 'level',
        header: t('cartridges.column.level'),
        width: 90,
        align: 'end',
        sort: 'level_percent',
        cell: (row) =>
          row.level_percent === null || row.level_percent === undefined
            ? dash
            : format.number(row.level_percent, 0) + ' %',
      },
      ...(priced
        ? [
            {
              id: 'value',
              header: t('cartridges.column.value'),
              width: 120,
              align: 'end' as const,
              cell: (row: CartridgeRecord) =>
                row.value_left_minor
                  ? priceText({ amount_minor: row.value_left_minor, currency: row.currency }, i18n.language)
                  : dash,
            },
          ]
        : []),
      {
        id: 'pages',
        sort: 'pages',
        header: t('cartridges.column.pages'),
        width: 110,
        align: 'end',
        phoneHidden: true,
        cell: (row) => (row.pages === null || row.pages === undefined ? dash : format.number(row.pages)),
      },
      {
        id: 'expected',
        sort: 'pages_expected',
        header: t('cartridges.column.expected'),
        width: 110,
        align: 'end',
        phoneHidden: true,
        cell: (row) => (row.pages_expected ? format.number(row.pages_expected) : dash),
      },
      {
        id: 'coverage',
        sort: 'coverage_percent',
        header: t('cartridges.column.coverage'),
        width: 110,
        align: 'end',
        phoneHidden: true,
        cell: (row) => (row.coverage_percent ? format.number(row.coverage_percent, 1) + ' %' : dash),
      },
      {
        id: 'installed',
        sort: 'installed_on',
        header: t('cartridges.column.installed'),
        width: 150,
        phoneHidden: true,
        cell: (row) => (row.installed_on ? format.day(row.installed_on) : t('cartridges.before')),
      },
      {
        id: 'serial',
        sort: 'serial_number',
        header: t('cartridges.column.serial'),
        width: 150,
        hidden: true,
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
    ],
    [t, format, i18n.language, priced],
  )
  const chosen = (['first', 'last', 'model_key', 'part_number', 'colorant', 'printer_id', 'site_id'] as const).filter(
    (name) => search[name] !== undefined,
  )
  const labels = {
    first: t('cartridges.period'),
    last: t('cartridges.period'),
    model_key: t('cartridges.group.model'),
    part_number: t('cartridges.group.item'),
    colorant: t('cartridges.group.color'),
    printer_id: t('cartridges.group.printer'),
    site_id: t('cartridges.group.site'),
  }
  const first = cartridges.data?.items[0]
  const wordsOf = (name: (typeof chosen)[number]): string => {
    if (name === 'first') return `≥ ${format.day(search.first ?? '')}`
    if (name === 'last') return `≤ ${format.day(search.last ?? '')}`
    if (name === 'colorant') return colorWords(t, search.colorant ?? '')
    if (name === 'model_key') return first?.model_name ?? search.model_key ?? ''
    if (name === 'printer_id') return first ? `${first.model_name} ${first.printer_serial_number}` : '…'
    if (name === 'site_id') return first?.site_name ?? '…'
    return search.part_number ?? ''
  }
  const saved = useSavedViews({
    list: 'cartridges',
    definition: cartridgesList,
    state: list,
    table: 'cartridges',
    columns,
  })
  return (
    <>
      <PageHead title={t('cartridges.title')} context={t('cartridges.context')}>
        <SavedViewsMenu saved={saved} />
        <ExportButtons url={cartridgesExport(organizationId, search)}>{t('cartridges.export')}</ExportButtons>
      </PageHead>
      <Sections />
      <Views />
      <ListTable
        file="page"
        {...saved.tableProps}
        label={t('cartridges.title')}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => `${row.model_name} ${format.day(row.removed_on)}`}
        list={list}
        query={cartridges}
        defaultSort="-removed_on"
        toolbar={
          <ListToolbar
            filters={[
              {
                id: 'ended',
                multiple: true,
                label: t('cartridges.column.ended'),
                options: endings.map((value) => ({ value, label: t(`cartridges.ended.${value}`) })),
                labelOf: (value) => t(`cartridges.ended.${endings.find((one) => one === value) ?? 'unknown'}`),
              },
              ...chosen.map((name) => ({ id: name, label: labels[name], options: [], labelOf: () => wordsOf(name) })),
            ]}
            values={{ ended: search.ended, ...Object.fromEntries(chosen.map((name) => [name, search[name]])) }}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          chosen.length > 0 || search.ended ? (
            <NoMatches onClear={() => list.set(noFilter)} />
          ) : (
            <Empty icon={<Recycle size={22} />} title={t('cartridges.empty')}>
              {t('cartridges.empty_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
