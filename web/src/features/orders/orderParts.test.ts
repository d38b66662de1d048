import { describe, expect, test } from 'vitest'
import type { OrderLine } from '../../api/types.ts'
import type { Shipment } from './orderParts.ts'
import { isQuantity, leftOf, partsOf, toShip } from './orderParts.ts'

const line = (id: string, quantity: number, more: Partial<OrderLine> = {}) =>
  ({ id, quantity, cancelled: 0, shipped: 0, ...more }) as OrderLine
const parcel = { lines: [{ line_id: 'a', quantity: 3, returned: 1 }] } as Shipment

describe('pieces of lines (ORD-3)', () => {
  test('what is left to ship is neither cancelled nor shipped', () => {
    expect(toShip(line('a', 5, { cancelled: 1, shipped: 2 }))).toBe(2)
  })
  test('a return is of what is in the parcel and has not come back', () => {
    expect(leftOf(line('a', 5), 'return', parcel)).toBe(2)
    expect(leftOf(line('b', 5), 'return', parcel)).toBe(0)
    expect(leftOf(line('a', 5, { shipped: 3 }), 'cancel', undefined)).toBe(2)
  })
  test('all that is left is sent as all, anything less line by line', () => {
    const lines = [line('a', 2), line('b', 1)]
    expect(partsOf(lines, { a: '2', b: '1' }, toShip)).toBeUndefined()
    expect(partsOf(lines, { a: '1', b: '0' }, toShip)).toEqual([{ line_id: 'a', quantity: 1 }])
  })
  test('a quantity is a whole number of what is left', () => {
    expect(isQuantity('2', 2)).toBe(true)
    expect(isQuantity('3', 2)).toBe(false)
    expect(isQuantity('-1', 2)).toBe(false)
    expect(isQuantity('1\u202f200', 1200)).toBe(true)
    expect(isQuantity('1.5', 2)).toBe(false)
    expect(isQuantity('', 2)).toBe(false)
  })
})
