import { describe, expect, it } from 'vitest'
import type { ImportPreview, NamedGroup, NamedRow } from './importGroups.ts'
import { groupsWithRows, hasFailedRows, hiddenOf, itemsOf, mostShown, pageOf, remarksOf } from './importGroups.ts'

const preview: ImportPreview = {
  file_name: 'contacts.csv',
  recognized: { separator: 'semicolon', separator_line: true, byte_order_mark: true, respelled_header: true },
  counts: { rows: 6, imported: 2, existing: 1, not_imported: 2, invalid: 1 },
  groups: {
    not_imported: [{ first_line: 6, last_line: 7, reason: 'cancelled' }],
    invalid: [
      { line: 5, column: 'email', value: 'x@', reason: 'no address' },
      { line: 5, column: 'city', value: '', reason: 'missing' },
    ],
  },
}
const named = (group: NamedGroup): NamedRow[] =>
  group === 'invalid'
    ? preview.groups.invalid.map(({ line }) => ({ line, name: 'Bo Lie' }))
    : [
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
    expect(items[0]).toMatchObject({ first: 5, name: 'Bo Lie', column: 'email', value: 'x@', reason: 'no address' })
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
    expect(hiddenOf('imported', items, { ...preview.counts, imported: 20_000 })).toBe(19_850)
    expect(hiddenOf('invalid', itemsOf(preview.groups, 'invalid', named), preview.counts)).toBe(0)
    expect(hiddenOf('not_imported', itemsOf(preview.groups, 'not_imported', named), preview.counts)).toBe(0)
  })
})

describe('the pages of a group (CON-7)', () => {
  it.each([0, 1, mostShown - 1, mostShown, mostShown + 1, 5100])('show each of %d once', (count) => {
    const items = Array.from({ length: count }, (_, at) => at)
    const { pages } = pageOf(items, 1)
    const seen = Array.from({ length: pages }, (_, at) => pageOf(items, at + 1))
    expect(seen.flatMap(({ shown }) => shown)).toEqual(items)
    for (const { shown, from, to } of seen) {
      expect(shown.length).toBeLessThanOrEqual(mostShown)
      if (count > 0) expect(shown).toEqual(items.slice(from - 1, to))
    }
    expect(pageOf(items, 0)).toEqual(seen[0])
    expect(pageOf(items, pages + 1)).toEqual(seen.at(-1))
  })
})

describe('what was recognized in a file (CON-4)', () => {
  it('is said where it is no plain comma-separated text', () => {
    expect(remarksOf(preview)).toEqual(['semicolon', 'separator_line', 'byte_order_mark', 'respelled_header'])
    expect(
      remarksOf({
        recognized: { separator: 'comma', separator_line: false, byte_order_mark: false, respelled_header: false },
      }),
    ).toEqual([])
  })
})
