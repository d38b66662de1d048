import type { OrderLine, SupplyOrder } from '../../api/types.ts'

/** A line that travels along with what the order was made for (ASR-6). */
export const travelsAlong = (line: Pick<OrderLine, 'reason'>): boolean => line.reason.code === 'replenishment.joins'

export interface PrinterLines {
  printer_id: string
  printer_model: string
  printer_serial_number: string
  printer_location: string
  lines: OrderLine[]
}

/** The lines printer by printer; what triggered the order comes first, its printers and its lines. */
export function byPrinter(lines: OrderLine[]): PrinterLines[] {
  const groups = new Map<string, PrinterLines>()
  // A stable sort: otherwise everything stays in the order of the order.
  for (const line of [...lines].sort((a, b) => Number(travelsAlong(a)) - Number(travelsAlong(b)))) {
    const { printer_id, printer_model, printer_serial_number, printer_location } = line
    const group = groups.get(printer_id) ?? {
      printer_id,
      printer_model,
      printer_serial_number,
      printer_location,
      lines: [],
    }
    group.lines.push(line)
    groups.set(printer_id, group)
  }
  return [...groups.values()]
}

export interface PartSum {
  key: string
  part_number: string
  name: string
  colorant: string
  quantity: number
  printers: number
}

/** What the warehouse takes off its shelves: one row a part, the largest first. */
export function byPart(lines: OrderLine[]): PartSum[] {
  const sums = new Map<string, PartSum & { of: Set<string> }>()
  for (const { item, quantity, printer_id } of lines) {
    const key = item.part_number || `${item.name} ${item.colorant}`
    const sum = sums.get(key) ?? {
      key,
      part_number: item.part_number,
      name: item.name,
      colorant: item.colorant,
      quantity: 0,
      printers: 0,
      of: new Set<string>(),
    }
    sum.quantity += quantity
    sum.of.add(printer_id)
    sums.set(key, sum)
  }
  return [...sums.values()]
    .map(({ of, ...sum }) => ({ ...sum, printers: of.size }))
    .sort((a, b) => b.quantity - a.quantity || (a.key < b.key ? -1 : 1))
}

export const pieces = (order: Pick<SupplyOrder, 'lines'>): number =>
  order.lines.reduce((sum, line) => sum + line.quantity, 0)
export const printersOf = (order: Pick<SupplyOrder, 'lines'>): number =>
  new Set(order.lines.map((line) => line.printer_id)).size

/** Each of these words once, in their order; empty ones are left out. */
export const joined = (words: string[]): string => [...new Set(words.filter(Boolean))].join(', ')

/** The recipient as lines of an address. */
export function recipientLines(contact: SupplyOrder['contact'], country: (code: string) => string): string[] {
  const { address } = contact
  return [
    [contact.first_name, contact.last_name].filter(Boolean).join(' '),
    contact.company,
    address.street1,
    address.street2,
    address.street3,
    [address.building, address.floor, address.room].filter(Boolean).join(', '),
    [address.postal_code, address.city].filter(Boolean).join(' '),
    address.state,
    address.country ? country(address.country) : '',
  ].filter(Boolean)
}

export interface OrderChange {
  what: 'state' | 'recipient' | 'items'
  before: string
  now: string
}

/** What differs between the order that a dialog was opened for and the order as it is (412). */
export function orderChanges(
  before: SupplyOrder,
  now: SupplyOrder,
  words: {
    state: (state: SupplyOrder['state']) => string
    country: (code: string) => string
    items: (order: SupplyOrder) => string
  },
): OrderChange[] {
  const recipient = (order: SupplyOrder) => recipientLines(order.contact, words.country).join(', ')
  const rows: OrderChange[] = [
    { what: 'state', before: words.state(before.state), now: words.state(now.state) },
    { what: 'recipient', before: recipient(before), now: recipient(now) },
    { what: 'items', before: words.items(before), now: words.items(now) },
  ]
  return rows.filter((row) => row.before !== row.now)
}
