import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { BookOpenText, ClipboardCheck, Mail } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { printerName, printerQuery } from '../printers/printersApi.ts'
import { AskCountDialog } from './AskCountDialog.tsx'
import { CountDialog } from './CountDialog.tsx'
import { Sections } from './Sections.tsx'
import type { Movement } from './shelfApi.ts'
import { movementsExport, movementsQuery } from './shelfApi.ts'
import { shelfBookList } from './shelfSearch.ts'

/** One line of the book in words. */
function whatHappened(t: TFunction, row: Movement): string {
  const printer = row.other_printer_name
  switch (row.cause) {
    case 'delivered':
      return row.order_number ? t('shelf.cause.delivered_by', { order: row.order_number }) : t('shelf.cause.delivered')
    case 'moved':
      return printer ? t('shelf.cause.moved', { printer }) : t('shelf.cause.moved_back')
    case 'lent':
      return printer ? t('shelf.cause.lent', { printer }) : t('shelf.cause.installed')
    case 'counted':
      return t('shelf.cause.counted', { count: row.counted ?? row.shelf_after })
    default:
      return t(`shelf.cause.${row.cause}`)
  }
}

/** Every movement of the shelves, newest first (ASR-12). */
export function ShelfBookPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const severalOrganizations = useOrganization()?.tier !== 'child'
  const mayCount = useAllowed('countShelf')
  const list = useListState(shelfBookList)
  const { search } = list
  const movements = useListQuery(list, movementsQuery(organizationId, search))
  const printer = useQuery({
    ...printerQuery(organizationId, search.printer_id ?? ''),
    enabled: search.printer_id !== undefined,
  }).data?.data
  const [open, setOpen] = useState<'count' | 'ask' | null>(null)
  const close = () => setOpen(null)
  const columns = useMemo(
    (): Array<Column<Movement>> => [
      { id: 'day', sort: 'day', header: t('shelf.column.day'), width: 120, cell: (row) => format.day(row.day) },
      {
        id: 'printer',
        sort: 'model',
        header: t('printers.column.printer'),
        width: 220,
        cell: (row) => (
          <Link to="/printers/$printerId" params={{ printerId: row.printer_id }}>
            {[row.printer_manufacturer, row.printer_model, row.printer_serial_number].filter(Boolean).join(' ')}
          </Link>
        ),
      },
      {
        id: 'supply',
        sort: 'supply',
        header: t('supply.column.supply'),
        width: 180,
        cell: (row) => (
          <Link to="/shelf-book" search={{ printer_id: row.printer_id, supply_slot: row.supply_slot }}>
            {row.supply_description || t('supply.unnamed')}
          </Link>
        ),
      },
      {
        id: 'what',
        sort: 'cause',
        header: t('shelf.column.what'),
        width: 260,
        wide: true,
        cell: (row) => <Breakable text={whatHappened(t, row)} />,
      },
      {
        id: 'quantity',
        sort: 'quantity',
        header: t('shelf.column.quantity'),
        width: 100,
        align: 'end',
        cell: (row) => <span className="num">{(row.quantity > 0 ? '+' : '') + format.number(row.quantity)}</span>,
      },
      {
        id: 'after',
        sort: 'shelf_after',
        header: t('shelf.column.after'),
        width: 140,
        align: 'end',
        cell: (row) => format.number(row.shelf_after),
      },
      ...(severalOrganizations
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('shelf.column.organization'),
              width: 160,
              phoneHidden: true,
              cell: (row: Movement) => row.organization_name,
            },
          ]
        : []),
      {
        id: 'by',
        sort: 'actor',
        header: t('shelf.column.by'),
        width: 180,
        phoneHidden: true,
        cell: (row) => <Breakable text={row.actor || t('shelf.system')} />,
      },
      {
        id: 'recorded',
        header: t('shelf.column.recorded'),
        width: 130,
        sort: 'recorded_at',
        phoneHidden: true,
        cell: (row) => <Age at={row.recorded_at} />,
      },
    ],
    [t, format, severalOrganizations],
  )
  const filtered = search.printer_id !== undefined || search.supply_slot !== undefined || search.site_id !== undefined
  const first = movements.data?.items[0]
  return (
    <>
      <PageHead
        title={t('shelf.title')}
        context={t('shelf.context')}
        primary={
          mayCount &&
          printer && (
            <Button variant="contained" startIcon={<ClipboardCheck size={16} />} onClick={() => setOpen('count')}>
              {t('shelf.count')}
            </Button>
          )
        }
      >
        {mayCount && (
          <Button variant="outlined" startIcon={<Mail size={16} />} onClick={() => setOpen('ask')}>
            {t('shelf.ask')}
          </Button>
        )}
        <ExportButtons url={movementsExport(organizationId, search)}>{t('shelf.export')}</ExportButtons>
      </PageHead>
      <Sections />
      <ListTable
        file="page"
        id="shelf-book"
        label={t('shelf.title')}
        columns={columns}
        rowId={(row) => row.id}
        rowName={(row) => `${row.printer_model} ${row.supply_description}`}
        list={list}
        query={movements}
        defaultSort="-recorded_at"
        toolbar={
          <ListToolbar
            filters={[
              ...(search.printer_id
                ? [
                    {
                      id: 'printer_id',
                      label: t('printers.column.printer'),
                      options: [],
                      labelOf: () => (printer ? printerName(printer) : '…'),
                    },
                  ]
                : []),
              ...(search.supply_slot !== undefined
                ? [
                    {
                      id: 'supply_slot',
                      label: t('shelf.filter.slot'),
                      options: [],
                      labelOf: () => first?.supply_description || String(search.supply_slot),
                    },
                  ]
                : []),
            ]}
            values={{ printer_id: search.printer_id, supply_slot: search.supply_slot?.toString() }}
            onFilter={(id) =>
              list.set(
                id === 'printer_id' ? { printer_id: undefined, supply_slot: undefined } : { supply_slot: undefined },
              )
            }
          />
        }
        empty={
          filtered ? (
            <NoMatches
              onClear={() => list.set({ printer_id: undefined, supply_slot: undefined, site_id: undefined })}
            />
          ) : (
            <Empty icon={<BookOpenText size={22} />} title={t('shelf.empty')}>
              {t('shelf.empty_detail')}
            </Empty>
          )
        }
      />
      {open === 'count' && printer && <CountDialog printerId={printer.id} onClose={close} />}
      {open === 'ask' && (
        <AskCountDialog
          printer={
            printer && {
              id: printer.id,
              organization_id: printer.organization_id,
              name: [printerName(printer), printer.serial_number].filter(Boolean).join(' '),
            }
          }
          onClose={close}
        />
      )}
    </>
  )
}
