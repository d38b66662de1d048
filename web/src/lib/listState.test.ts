import { describe, expect, it } from 'vitest'
import { contactsList } from '../features/contacts/contactsSearch.ts'
import { printerColumns } from '../features/printers/printerColumns.tsx'
import { printersExport } from '../features/printers/printersApi.ts'
import { printersList } from '../features/printers/printersSearch.ts'
import { replenishmentList } from '../features/replenishment/replenishmentSearch.ts'
import { ordersList } from '../features/orders/ordersSearch.ts'
import { defineList, flag, id, oneOf, text, whole } from './listSchema.ts'
import { nextSort, refusedParameters } from './listState.ts'
import { ApiError } from '../api/problem.ts'

const org = '01a21d4f-0d1e-7024-ad63-1629e32067a8'

describe('what a list keeps in its URL', () => {
  it('takes the known and drops the rest', () => {
    expect(contactsList.read({ search: 'berger', sort: '-city', cursor: 'abc', page: '3', org, other: 'x' })).toEqual({
      search: 'berger',
      sort: '-city',
      cursor: 'abc',
      page: 3,
    })
  })

  it.each([
    [{ page: '3' }, {}],
    [{ cursor: 'abc' }, {}],
    [{ cursor: 'abc', page: '1' }, {}],
    [{ cursor: '\u0000', page: '2' }, {}],
    [{ sort: 'nonsense' }, {}],
    [{ sort: '-' }, {}],
    [{ sort: '--city' }, {}],
    [{ search: ['a'] }, {}],
    [{ search: '\u0000' }, {}],
    [{ search: 'x'.repeat(3000) }, { search: 'x'.repeat(200) }],
  ])('makes of %j what can be asked', (raw, state) => {
    expect(contactsList.read(raw)).toEqual(state)
  })

  it.each([
    ['12', 12],
    [12, 12],
    ['-1', undefined],
    ['x', undefined],
    ['', undefined],
    ['1.5', undefined],
    ['99999999999', undefined],
    [undefined, undefined],
  ])('whole(%s) is %s', (raw, value) => {
    expect(whole(raw)).toBe(value)
  })

  it('reads flags, ids and choices strictly', () => {
    expect(flag('true')).toBe(true)
    expect(flag('false')).toBe(false)
    expect(flag('yes')).toBeUndefined()
    expect(id(org)).toBe(org)
    expect(id('nonsense')).toBeUndefined()
    expect(oneOf(['ok', 'error'])('error')).toBe('error')
    expect(oneOf(['ok', 'error'])('drop table')).toBeUndefined()
  })

  it('keeps a serial number of digits as text (PRN-2)', () => {
    expect(printersList.read({ search: '0012345' }).search).toBe('0012345')
    expect(printersList.read({ state: 'nonsense', supply_below_days: '14' })).toEqual({ supply_below_days: 14 })
  })
})

describe('what the API is asked', () => {
  it('is what it knows: neither the organization of the URL, nor a view, nor a page', () => {
    const state = printersList.read({ org, view: 'managed', state: 'error', cursor: 'abc', page: '2', nonsense: '1' })
    expect(printersList.query(org, { ...state, org, nonsense: '1' } as typeof state)).toEqual({
      organization_id: org,
      limit: 50,
      state: ['error'],
      cursor: 'abc',
    })
    expect(ordersList.query(org, ordersList.read({ org, sort: 'weight', state: 'shipped' }))).toEqual({
      organization_id: org,
      limit: 50,
      state: ['shipped'],
    })
    expect(replenishmentList.query(org, replenishmentList.read({ org, view: 'a', below_days: '7' }))).toEqual({
      organization_id: org,
      limit: 50,
      below_days: 7,
    })
  })

  it('is asked for the file with the same filters and order, without a page (PRN-1)', () => {
    const url = new URL(
      printersExport(
        org,
        printersList.read({ org, view: 'managed', search: 'a', state: 'ok', sort: '-model', cursor: 'abc', page: '2' }),
      ),
      'http://x',
    )
    expect(Object.fromEntries(url.searchParams)).toEqual({
      organization_id: org,
      search: 'a',
      state: 'ok',
      sort: '-model',
      heads: 'names',
    })
  })

  it('does not compile with a parameter that the API does not know, nor with a value of another type', () => {
    // @ts-expect-error -- sites have no filter by state
    const sites = defineList('/api/v1/sites', { state: text }, { parameters: { state: 'same' } })
    expect(sites.filters({ state: 'x' })).toEqual({ state: 'x' })
    const days = { below_days: text }
    // @ts-expect-error -- days are a number
    const supplies = defineList('/api/v1/replenishment/supplies', days, { parameters: { below_days: 'same' } })
    expect(supplies.sorts).toEqual([])
    // @ts-expect-error -- supplies cannot be sorted
    const sorted = defineList('/api/v1/replenishment/supplies', {}, { sorts: ['state'], parameters: {} })
    expect(sorted.sorts).toEqual(['state'])
  })

  it('can sort by every column that offers it', () => {
    const offered = printerColumns(((key: string) => key) as never, {} as never, 0).flatMap(({ sort }) =>
      sort ? [sort] : [],
    )
    expect(offered.filter((sort) => !printersList.sorts.includes(sort))).toEqual([])
  })
})

it('names what of the URL was refused', () => {
  const refusal = (status: number, place: { parameter: string } | { pointer: string }) =>
    new ApiError({ title: '', status, code: 'invalid_parameters', errors: [{ ...place, code: 'invalid_cursor' }] })
  expect(refusedParameters(refusal(400, { parameter: 'cursor' }))).toEqual(['cursor'])
  expect(refusedParameters(refusal(400, { pointer: '/name' }))).toEqual([])
  expect(refusedParameters(refusal(422, { parameter: 'cursor' }))).toEqual([])
  expect(refusedParameters(new Error('x'))).toEqual([])
})

it('sorts up, then down, and starts up again with another column', () => {
  expect(nextSort(undefined, 'city')).toBe('city')
  expect(nextSort('city', 'city')).toBe('-city')
  expect(nextSort('-city', 'city')).toBe('city')
  expect(nextSort('-city', 'company')).toBe('company')
})
