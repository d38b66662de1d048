import type { Printer } from '../../api/types.ts'

export type Origin = Printer['origins'][number]
export type PrinterValue = Origin['values'][number]

/** How printers are asked; names of protocols, the same in every language. */
export const protocolNames: Record<Origin['protocol'], string> = { snmp: 'SNMP', ipp: 'IPP', ipps: 'IPPS' }

/** By which protocols the newest answer came, the plainest first. Without origins SNMP told everything. */
export function protocolsOf(printer: Pick<Printer, 'origins'>): string {
  return printer.origins.length === 0
    ? protocolNames.snmp
    : printer.origins.map((origin) => protocolNames[origin.protocol]).join(', ')
}

/** Who told a value, where not SNMP alone was asked; null where nothing needs saying. */
export function originOf(printer: Pick<Printer, 'origins'>, value: PrinterValue): string | null {
  const told = printer.origins.filter((origin) => origin.values.includes(value))
  return told.length === 0 ? null : told.map((origin) => protocolNames[origin.protocol]).join(', ')
}
