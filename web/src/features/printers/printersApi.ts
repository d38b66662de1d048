import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { Get, Printer, PrinterSummary, SupplySummary } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { DeregisteredSearch, PrintersSearch } from './printersSearch.ts'
import { deregisteredList, exportQuery, printersList } from './printersSearch.ts'

export const printersQuery = (organization_id: string, search: PrintersSearch) =>
  queryOptions({
    queryKey: ['printers', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/printers', { params: { query: printersList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })

/** Printers that were taken out of the list and stay away until somebody registers them again (PRN-7). */
export const deregisteredQuery = (organization_id: string, search: DeregisteredSearch) =>
  queryOptions({
    queryKey: ['printers', organization_id, 'deregistered', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/printers/deregistered', {
          params: { query: deregisteredList.query(organization_id, search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })

export type Total = Pick<Get<'/api/v1/printers'>, 'total_estimate' | 'total_is_exact'>

/** How many there are, as the first page of the same list said. */
export function totalOf(queryClient: QueryClient, organization_id: string, search: PrintersSearch): Total {
  const first = queryClient.getQueryData(
    printersQuery(organization_id, { ...search, cursor: undefined, page: undefined }).queryKey,
  )
  return { total_estimate: first?.total_estimate ?? null, total_is_exact: first?.total_is_exact ?? null }
}

/** Where the same list is as a file (PRN-1). */
export const printersExport = (organization_id: string, search: PrintersSearch): string =>
  exportUrl('/api/v1/printers/export', exportQuery(organization_id, search))

export const printerQuery = (organization_id: string, printer_id: string) =>
  queryOptions({
    queryKey: ['printers', organization_id, 'one', printer_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/printers/{printer_id}', {
          params: { path: { printer_id }, query: { organization_id } },
          signal,
        }),
      ),
    refetchInterval: 30_000,
  })

export const mostAtOnce = 5_000

/** So many printers are restarted, print a test page or get a location at a time. */
export const mostActionsAtOnce = 100

/** A printer that was chosen, and whose it is. */
export type ChosenPrinter = Pick<PrinterSummary, 'id' | 'organization_id' | 'organization_name'>

export interface Owner {
  id: string
  name: string
  printers: ChosenPrinter[]
}

/** The organizations that printers belong to, with most printers first. */
export function ownersOf(printers: ChosenPrinter[]): Owner[] {
  const owners = new Map<string, Owner>()
  for (const printer of printers) {
    const owner = owners.get(printer.organization_id) ?? {
      id: printer.organization_id,
      name: printer.organization_name,
      printers: [],
    }
    owner.printers.push(printer)
    owners.set(owner.id, owner)
  }
  return [...owners.values()].sort((a, b) => b.printers.length - a.printers.length || a.name.localeCompare(b.name))
}

/** Every printer that matches, page by page; at most `mostAtOnce`. */
export async function matchingPrinters(organization_id: string, search: PrintersSearch): Promise<ChosenPrinter[]> {
  const chosen: ChosenPrinter[] = []
  let cursor: string | undefined
  do {
    const at: PrintersSearch = { ...search, cursor }
    const query = { ...printersList.query(organization_id, at), limit: 200 }
    const page = await body(api.GET('/api/v1/printers', { params: { query } }))
    chosen.push(
      ...page.items.map(({ id, organization_id: of, organization_name }) => ({
        id,
        organization_id: of,
        organization_name,
      })),
    )
    cursor = page.next_cursor ?? undefined
  } while (cursor && chosen.length < mostAtOnce)
  return chosen.slice(0, mostAtOnce)
}

/** Maker and model, the maker once; a printer that tells neither goes by what else is known of it. */
export function printerName(
  printer: Pick<Printer, 'manufacturer' | 'model'> & Partial<Pick<Printer, 'host_name' | 'address'>>,
): string {
  const { manufacturer, model } = printer
  if (model.toLowerCase().startsWith(manufacturer.toLowerCase()) && model !== '') return model
  const known = `${manufacturer} ${model}`.trim()
  return model === '' ? [known, printer.host_name || printer.address].filter(Boolean).join(' ') || '–' : known
}

/** A reading older than two polling intervals no longer says how things are. */
export function isStale(
  printer: Pick<PrinterSummary, 'observed_at' | 'polling_interval_seconds'>,
  now: number,
): boolean {
  return !printer.observed_at || now - Date.parse(printer.observed_at) > 2000 * printer.polling_interval_seconds
}

/** The newest answer lacked this value: what is shown is from an earlier one (partial answers). */
export function isKept(
  value: { observed_at?: string | null } | undefined,
  printer: Pick<PrinterSummary, 'observed_at'>,
): boolean {
  return Boolean(
    value?.observed_at && printer.observed_at && Date.parse(value.observed_at) < Date.parse(printer.observed_at),
  )
}

/** Whether a supply fills up or is used up, where only its type (prtMarkerSuppliesType) is known. */
export const supplyClass = (type: string): 'receptacle' | 'consumed' =>
  /^waste_|_waste_|waste$/.test(type) ? 'receptacle' : 'consumed'

/** Days until the first of its supplies runs out; null where none has a forecast. */
export function soonestDays(supplies: SupplySummary[]): number | null {
  const known = supplies.flatMap((supply) =>
    supply.days_left === null || supply.days_left === undefined ? [] : [supply.days_left],
  )
  return known.length === 0 ? null : Math.min(...known)
}

const processColors = ['black', 'cyan', 'magenta', 'yellow'] as const
export type ProcessColor = (typeof processColors)[number]

/**
 * The toner or ink of one process colour. A photo or matte black never stands for black; of two cartridges of one
 * colour the emptier one counts.
 */
export function supplyOfColor(supplies: SupplySummary[], color: ProcessColor): SupplySummary | undefined {
  const markers = supplies.filter(
    (supply) =>
      supply.class === 'consumed' &&
      supply.colorant?.toLowerCase() === color &&
      /toner|ink/.test(supply.type) &&
      !/waste/.test(supply.type),
  )
  return markers.sort((a, b) => (a.remaining_percent ?? 101) - (b.remaining_percent ?? 101))[0]
}

/** Everything that has no column of its own: waste boxes, drums, fusers, special inks. */
export function otherSupplies(supplies: SupplySummary[]): SupplySummary[] {
  const shown = new Set(processColors.map((color) => supplyOfColor(supplies, color)?.slot))
  return supplies.filter((supply) => !shown.has(supply.slot))
}
