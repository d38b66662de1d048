import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { Fragment } from 'react'
import type { PrinterSummary } from '../../api/types.ts'
import type { Formatter } from '../../lib/format.ts'
import { now as clock } from '../../lib/now.ts'
import { age } from '../../ui/Age.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { supplyBar } from './SupplyBar.tsx'
import { daysWords } from './daysWords.ts'
import type { Column } from '../../ui/table/columns.ts'
import { printerStates } from './PrinterState.tsx'
import { isKept, isStale, otherSupplies, printerName, soonestDays, supplyOfColor } from './printersApi.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { CopyCell } from '../../ui/copy/CopyText.tsx'

const dash = <span className="faint">–</span>

/** What the named view "Managed" shows besides identity and supplies (PRN-1). */
export const managedView = [
  'printer',
  'state',
  'serial_number',
  'site',
  'black',
  'cyan',
  'magenta',
  'yellow',
  'organization',
  'managed',
  'contact',
]

/** Those of its columns that the view is for stand right after the name; a phone has room for them and little else. */
const first = ['printer', 'organization', 'managed', 'contact']
export function managedColumns(columns: Array<Column<PrinterSummary>>): Array<Column<PrinterSummary>> {
  const place = ({ id }: Column<PrinterSummary>) => (first.includes(id) ? first.indexOf(id) : first.length)
  return columns
    .map((column) => ({
      ...column,
      phoneHidden: !column.phoneLine && !first.includes(column.id),
      ...(column.id === 'contact' ? { wide: true } : {}),
    }))
    .sort((a, b) => place(a) - place(b))
}

const managedTones = { none: 'neutral', pending_mps_express: 'waiting', mps_express: 'ok' } as const

/** How it stands with the back office, and why it does not take the printer (PRN-6). */
export const registrationWords = (
  t: TFunction,
  { registration, registration_problem }: Pick<PrinterSummary, 'registration' | 'registration_problem'>,
): string =>
  registration_problem === 'none'
    ? t(`printers.registration.${registration}`)
    : t(`printers.registration_problem.${registration_problem}`)

export function printerColumns(t: TFunction, format: Formatter, now: number): Array<Column<PrinterSummary>> {
  const bar = (supply: ReturnType<typeof supplyOfColor>, printer: PrinterSummary) =>
    supplyBar({ t, format, now: clock() }, { supply, stale: isStale(printer, now), kept: isKept(supply, printer) })
  const color = (name: 'black' | 'cyan' | 'magenta' | 'yellow'): Column<PrinterSummary> => ({
    id: name,
    header: t(`supply.color.${name}`),
    width: 110,
    tight: true,
    cell: (printer) => bar(supplyOfColor(printer.supplies, name), printer),
  })
  return [
    {
      id: 'printer',
      header: t('printers.column.printer'),
      width: 224,
      sort: 'model',
      cell: (printer) => (
        <Link to="/printers/$printerId" params={{ printerId: printer.id }} title={printerName(printer)}>
          {printerName(printer)}
        </Link>
      ),
    },
    {
      id: 'state',
      header: t('printers.column.state'),
      width: 178,
      sort: 'state',
      phoneLine: true,
      cell: (printer) => printerStates(t, printer),
    },
    {
      id: 'serial_number',
      header: t('printers.column.serial_number'),
      width: 130,
      sort: 'serial_number',
      phoneLine: true,
      cell: (printer) =>
        printer.serial_number ? (
          <>
            <CopyCell text={printer.serial_number}>
              <span className="mono">
                <Breakable text={printer.serial_number} />
              </span>
            </CopyCell>
            {printer.serial_shared && (
              <div className="small">
                <StatusWord tone="warning">{t('printers.serial_shared')}</StatusWord>
              </div>
            )}
          </>
        ) : (
          dash
        ),
    },
    {
      id: 'site',
      header: t('printers.column.site'),
      width: 130,
      sort: 'site_name',
      cell: (printer) => printer.site_name ?? dash,
    },
    color('black'),
    color('cyan'),
    color('magenta'),
    color('yellow'),
    {
      id: 'others',
      header: t('printers.column.others'),
      width: 240,
      hidden: true,
      phoneHidden: true,
      cell: (printer) => (
        <span className="row">
          {otherSupplies(printer.supplies)
            .slice(0, 3)
            .map((supply) => (
              <Fragment key={supply.slot}>{bar(supply, printer)}</Fragment>
            ))}
        </span>
      ),
    },
    {
      id: 'soonest',
      header: t('printers.column.soonest'),
      width: 110,
      align: 'end',
      sort: 'supply_days',
      hidden: true,
      phoneHidden: true,
      cell: (printer) => daysWords(t, soonestDays(printer.supplies)) ?? dash,
    },
    {
      id: 'pages',
      header: t('printers.column.pages'),
      width: 104,
      align: 'end',
      sort: 'life_count',
      phoneHidden: true,
      cell: (printer) =>
        printer.life_count === null || printer.life_count === undefined ? dash : format.number(printer.life_count),
    },
    {
      id: 'last_contact',
      header: t('printers.column.last_contact'),
      width: 122,
      sort: 'last_contact_at',
      cell: (printer) => age(format, clock(), printer.last_contact_at, 2 * printer.polling_interval_seconds),
    },
    {
      id: 'silence',
      header: t('printers.column.silence'),
      width: 220,
      hidden: true,
      phoneHidden: true,
      cell: (printer) => (printer.silence ? t(`reachability.cause.${printer.silence}`) : dash),
    },
    {
      id: 'manufacturer',
      header: t('printers.column.manufacturer'),
      width: 130,
      sort: 'manufacturer',
      hidden: true,
      phoneHidden: true,
      cell: (printer) => printer.manufacturer,
    },
    {
      id: 'model',
      header: t('printers.column.model'),
      width: 180,
      hidden: true,
      phoneHidden: true,
      cell: (printer) => printer.model,
    },
    {
      id: 'address',
      header: t('printers.column.address'),
      width: 130,
      sort: 'address',
      hidden: true,
      phoneHidden: true,
      cell: (printer) => (printer.address ? <span className="mono">{printer.address}</span> : dash),
    },
    {
      id: 'host_name',
      header: t('printers.column.host_name'),
      width: 160,
      sort: 'host_name',
      hidden: true,
      phoneHidden: true,
      cell: (printer) => printer.host_name || dash,
    },
    {
      id: 'location',
      header: t('printers.column.location'),
      width: 180,
      sort: 'location',
      hidden: true,
      phoneHidden: true,
      cell: (printer) => printer.location || dash,
    },
    {
      id: 'contract',
      header: t('printers.column.contract'),
      width: 130,
      hidden: true,
      phoneHidden: true,
      cell: (printer) => (printer.under_contract ? t('printers.under_contract') : t('printers.not_under_contract')),
    },
    {
      id: 'agent',
      header: t('printers.column.agent'),
      width: 150,
      hidden: true,
      phoneHidden: true,
      cell: (printer) => printer.agent_name ?? dash,
    },
    {
      id: 'organization',
      header: t('printers.column.organization'),
      width: 170,
      sort: 'organization_name',
      hidden: true,
      phoneHidden: true,
      cell: (printer) => printer.organization_name,
    },
    {
      id: 'managed',
      header: t('printers.column.managed'),
      width: 190,
      hidden: true,
      phoneHidden: true,
      cell: (printer) => (
        <StatusWord tone={managedTones[printer.managed]}>{t(`printers.managed.${printer.managed}`)}</StatusWord>
      ),
    },
    {
      id: 'registration',
      header: t('printers.column.registration'),
      width: 200,
      hidden: true,
      phoneHidden: true,
      cell: (printer) => registrationWords(t, printer),
    },
    {
      id: 'contact',
      header: t('printers.column.contact'),
      width: 200,
      hidden: true,
      phoneHidden: true,
      cell: (printer) => printer.contact_name ?? <span className="faint">{t('printers.no_contact')}</span>,
    },
    {
      id: 'discovered',
      header: t('printers.column.discovered'),
      width: 120,
      sort: 'discovered_at',
      hidden: true,
      phoneHidden: true,
      cell: (printer) => age(format, clock(), printer.discovered_at),
    },
  ]
}
