import { describe, expect, it } from 'vitest'
import type { OrderLine, SupplyOrder } from '../../api/types.ts'
import { byPart, byPrinter, joined, orderChanges, pieces, printersOf } from './orderLines.ts'

const line = (printer: string, part: string, code: string, quantity = 1) =>
  ({
    id: `${printer}${part}`,
    printer_id: printer,
    printer_model: `Model ${printer}`,
    printer_serial_number: printer,
    printer_location: '',
    quantity,
    item: { part_number: part, name: part || 'Toner', colorant: 'black', yield_pages: 0 },
    reason: { code: `replenishment.${code}`, args: {}, sentence: '' },
  }) as unknown as OrderLine

const lines = [
  line('A', 'P1', 'joins'),
  line('A', 'P2', 'joins', 2),
  line('B', 'P1', 'joins'),
  line('B', 'P3', 'due_by_risk'),
  line('C', '', 'due', 3),
]

describe('an order for its reader', () => {
  it('names each carrier and serial number once, and leaves out what is not known', () => {
    expect(joined(['DHL', '', 'Posten', 'DHL'])).toBe('DHL, Posten')
    expect(joined(['', ''])).toBe('')
  })

  it('begins with what triggered it, printer by printer', () => {
    expect(
      byPrinter(lines).map((group) => [group.printer_id, group.lines.map((each) => each.item.part_number)]),
    ).toEqual([
      ['B', ['P3', 'P1']],
      ['C', ['']],
      ['A', ['P1', 'P2']],
    ])
  })

  it('sums what is taken off the shelf by part number', () => {
    expect(byPart(lines).map(({ key, quantity, printers }) => [key, quantity, printers])).toEqual([
      ['Toner black', 3, 1],
      ['P1', 2, 2],
      ['P2', 2, 1],
      ['P3', 1, 1],
    ])
    expect(pieces({ lines })).toBe(8)
    expect(printersOf({ lines })).toBe(3)
  })

  it('says what changed since it was read, and nothing else (412)', () => {
    const order = {
      state: 'confirmed',
      lines,
      contact: {
        first_name: 'Eva',
        last_name: 'Dahl',
        company: '',
        address: { street1: 'Vei 1', city: 'Oslo', postal_code: '', country: 'NO' },
      },
    } as unknown as SupplyOrder
    const words = {
      state: (state: string) => state,
      country: (code: string) => code,
      items: (one: SupplyOrder) => String(pieces(one)),
    }
    expect(orderChanges(order, order, words)).toEqual([])
    const moved = { ...order, contact: { ...order.contact, address: { ...order.contact.address, street1: 'Vei 2' } } }
    expect(orderChanges(order, moved, words)).toEqual([
      { what: 'recipient', before: 'Eva Dahl, Vei 1, Oslo, NO', now: 'Eva Dahl, Vei 2, Oslo, NO' },
    ])
    const parted = { ...order, state: 'on_back_order' as const, lines: lines.slice(1) }
    expect(orderChanges(order, parted, words).map((row) => row.what)).toEqual(['state', 'items'])
  })
})
