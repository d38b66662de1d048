import { describe, expect, it } from 'vitest'
import { badEntries, fromLines, isSearchEntry } from './searchCriteria.ts'

describe('where an agent searches (AGT-2)', () => {
  it.each([
    '10.0.0.5',
    '10.0.0.1-10.0.0.99',
    '10.0.0.1-99',
    '10.0.0.0/24',
    'printer.example.com',
    '10.0.0.1-10.0.0.9:1161',
    'prn-1',
    'fe80::1',
    '2001:db8::/64',
  ])('takes %s', (entry) => {
    expect(isSearchEntry(entry)).toBe(true)
  })

  it.each([
    '10.0.0',
    '10.0.0.256',
    '10.0.0.0/33',
    '10.0.0.9-10.0.0.1',
    '10.0.0.9-3',
    '10.0.0.0/24/2',
    'a b',
    '-x.de',
    'http://x',
    '10.0.0.1:0',
    '10.0.0.1:70000',
    '1.2.3.4.5',
  ])('refuses %s', (entry) => {
    expect(isSearchEntry(entry)).toBe(false)
  })

  it('reads lines, commas and semicolons', () => {
    expect(fromLines(' 10.0.0.5\n\n10.0.0.6, 10.0.0.7;prn ')).toEqual(['10.0.0.5', '10.0.0.6', '10.0.0.7', 'prn'])
    expect(badEntries('10.0.0.5\n10.0.0.999')).toEqual(['10.0.0.999'])
  })
})
