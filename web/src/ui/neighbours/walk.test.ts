import { beforeEach, expect, it } from 'vitest'
import { appendPage, forgetWalks, getWalk, placeOf, rememberPage } from './walk.ts'

const path = '/api/v1/printers'
const rows = (...ids: string[]) => ids.map((id) => ({ id }))
const at = (from: number, query: Record<string, unknown> = { sort: 'model' }) => ({
  href: '/printers?sort=model',
  query,
  from,
})

beforeEach(forgetWalks)

it('says where a record stands in the list that was open last', () => {
  rememberPage(path, at(0), { items: rows('a', 'b', 'c'), total_estimate: 3, total_is_exact: true })
  expect(placeOf(getWalk(path), 'b')).toEqual({ number: 2, total: 3, previous: 'a', next: 'c', more: null })
  expect(placeOf(getWalk(path), 'a')).toMatchObject({ previous: undefined, next: 'b' })
  expect(placeOf(getWalk(path), 'c')).toMatchObject({ number: 3, next: undefined, more: null })
  expect(placeOf(getWalk(path), 'z')).toBeUndefined()
  expect(placeOf(getWalk('/api/v1/agents'), 'a')).toBeUndefined()
})

it('goes on into the next page, and never counts what was estimated', () => {
  rememberPage(path, at(0), { items: rows('a', 'b'), next_cursor: 'two', total_estimate: 900, total_is_exact: false })
  expect(placeOf(getWalk(path), 'b')).toMatchObject({ next: undefined, more: 'two', total: null })
  appendPage(path, 'two', { items: rows('c'), next_cursor: null })
  expect(placeOf(getWalk(path), 'b')).toMatchObject({ next: 'c', more: null })
  expect(placeOf(getWalk(path), 'c')).toMatchObject({ number: 3, previous: 'b', more: null })
})

it('an answer that comes after another list was opened changes nothing', () => {
  rememberPage(path, at(0), { items: rows('a'), next_cursor: 'two' })
  rememberPage(path, at(0, { sort: '-model' }), { items: rows('x'), next_cursor: 'other' })
  appendPage(path, 'two', { items: rows('b') })
  expect(getWalk(path)?.ids).toEqual(['x'])
})

it('pages that follow each other are one walk; another order or filter begins a new one', () => {
  rememberPage(path, at(0), { items: rows('a', 'b'), next_cursor: 'two' })
  rememberPage(path, at(2), { items: rows('c', 'd') })
  expect(placeOf(getWalk(path), 'c')).toMatchObject({ number: 3, previous: 'b', next: 'd' })
  rememberPage(path, at(0, { sort: '-model' }), { items: rows('d', 'c') })
  expect(placeOf(getWalk(path), 'd')).toMatchObject({ number: 1, previous: undefined, next: 'c' })
  // Opened in the middle: what was before is not known.
  rememberPage(path, at(50), { items: rows('y') })
  expect(placeOf(getWalk(path), 'y')).toMatchObject({ number: 51, previous: undefined })
})
