import { describe, expect, it } from 'vitest'
import { flag, listSearch, nextSort, oneOf, whole } from './listState.ts'
import { printersSearch } from '../features/printers/printersSearch.ts'

describe('what a list keeps in its URL', () => {
  it('takes the known and drops the rest', () => {
    expect(listSearch({ search: 'berger', sort: '-city', cursor: 'abc', page: '3', other: 'x' })).toEqual({ search: 'berger', sort: '-city', cursor: 'abc', page: 3 })
  })

  it('has no page without a cursor: the server could not find it', () => {
    expect(listSearch({ page: '3' }).page).toBeUndefined()
  })

  it.each([
    ['12', 12],
    [12, 12],
    ['-1', undefined],
    ['x', undefined],
    ['1.5', undefined],
    [undefined, undefined],
  ])('whole(%s) is %s', (raw, value) => {
    expect(whole(raw)).toBe(value)
  })

  it('reads flags and choices strictly', () => {
    expect(flag('true')).toBe(true)
    expect(flag('false')).toBe(false)
    expect(flag('yes')).toBeUndefined()
    expect(oneOf('error', ['ok', 'error'])).toBe('error')
    expect(oneOf('drop table', ['ok', 'error'])).toBeUndefined()
  })

  it('keeps a serial number of digits as text (PRN-2)', () => {
    expect(printersSearch({ search: '0012345' }).search).toBe('0012345')
    expect(printersSearch({ state: 'nonsense', supply_below_days: '14' })).toMatchObject({ state: undefined, supply_below_days: 14 })
  })
})

it('sorts up, then down, and starts up again with another column', () => {
  expect(nextSort(undefined, 'city')).toBe('city')
  expect(nextSort('city', 'city')).toBe('-city')
  expect(nextSort('-city', 'city')).toBe('city')
  expect(nextSort('-city', 'company')).toBe('company')
})
