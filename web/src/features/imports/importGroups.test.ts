import { describe, expect, it } from 'vitest'
import type { ImportPreview } from './importGroups.ts'
import { groupsWithRows, hasFailedRows, hiddenOf, itemsOf, remarksOf } from './importGroups.ts'

const preview: ImportPreview = {
  file_name: 'contacts.csv',
  recognized: { separator: 'semicolon', separator_line: true, byte_order_mark: true },
  counts: { rows: 6, imported: 2, existing: 1, not_imported: 2, invalid: 1 },
  groups: {
    not_imported: [{ first_line: 6, last_line: 7, reason: 'cancelled' }],
    invalid: [
      { line: 5, column: 'email', value: 'x@', reason: 'no address' },
      { line: 5, column: 'city', value: '', reason: 'missing' },
    ],
  },
}
const named = () => [
  { line: 2, name: 'Ida Berg' },
  { line: 3, name: 'Fjord', detail: 'price' },
]

describe('the groups of an import (CON-7)', () => {
  it('show what a row is, as the feature says it', () => {
    expect(itemsOf(preview.groups, 'imported', named).map(({ first, name, reason }) => [first, name, reason])).toEqual([
      [2, 'Ida Berg', ''],
      [3, 'Fjord', 'price'],
    ])
  })

  it('give each wrong value a line, a column, a value and a reason, under keys of their own', () => {
    const items = itemsOf(preview.groups, 'invalid', named)
    expect(items[0]).toMatchObject({ first: 5, column: 'email', value: 'x@', reason: 'no address' })
    expect(new Set(items.map(({ key }) => key)).size).toBe(2)
  })

  it('give lines that were left as ranges', () => {
    expect(itemsOf(preview.groups, 'not_imported', named)).toMatchObject([{ first: 6, last: 7, reason: 'cancelled' }])
  })

  it('show only what has rows', () => {
    expect(groupsWithRows(preview)).toEqual(['imported', 'existing', 'not_imported', 'invalid'])
    expect(groupsWithRows({ counts: { ...preview.counts, existing: 0, invalid: 0 } })).toEqual([
      'imported',
      'not_imported',
    ])
    expect(hasFailedRows({ counts: { ...preview.counts, not_imported: 0, invalid: 0 } })).toBe(false)
    expect(hasFailedRows(preview)).toBe(true)
  })

  it('say how many rows only the report has', () => {
    const many = Array.from({ length: 150 }, (_, at) => ({ line: at + 2, name: 'x' }))
    const items = itemsOf(preview.groups, 'imported', () => many)
    expect(hiddenOf('imported', items, { ...preview.counts, imported: 20_000 })).toBe(19_900)
    expect(hiddenOf('invalid', itemsOf(preview.groups, 'invalid', named), preview.counts)).toBe(0)
    expect(hiddenOf('not_imported', itemsOf(preview.groups, 'not_imported', named), preview.counts)).toBe(0)
  })
})

describe('what was recognized in a file (CON-4)', () => {
  it('is said where it is no plain comma-separated text', () => {
    expect(remarksOf(preview)).toEqual(['semicolon', 'separator_line', 'byte_order_mark'])
    expect(remarksOf({ recognized: { separator: 'comma', separator_line: false, byte_order_mark: false } })).toEqual([])
  })
})
