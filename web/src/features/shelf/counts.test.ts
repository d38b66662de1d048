import { describe, expect, it } from 'vitest'
import { countedLines, emptyCount, fieldOf, isCount } from './counts.ts'
import type { ShelfLine } from './shelfApi.ts'

const line = (supply_slot: number): ShelfLine => ({
  printer_id: '01990000-0000-7000-8000-000000000001',
  printer_name: 'Lexmark MS431',
  printer_serial_number: 'SN1',
  printer_location: '',
  supply_slot,
  supply_description: 'Black',
  supply_colorant: 'black',
  shelf: 2,
  counted_at: null,
  counted_by: '',
})

describe('counts by hand (ASR-18)', () => {
  it('begin empty, so that nobody reads off what the book says', () => {
    expect(Object.values(emptyCount([line(0), line(1)]))).toEqual(['', ''])
  })

  it('leave out what was not counted', () => {
    const lines = [line(0), line(1)]
    const values = { ...emptyCount(lines), [fieldOf(line(1))]: '0' }
    expect(countedLines(lines, values)).toEqual([{ printer_id: line(1).printer_id, supply_slot: 1, counted: 0 }])
  })

  it.each(['-1', '1000', 'two', ''])('are no count: %s', (typed) => expect(isCount(typed)).toBe(false))
})
