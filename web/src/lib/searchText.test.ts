import { expect, it } from 'vitest'
import { readSearch, writeSearch } from './searchText.ts'

it('writes lists as repeated values and leaves out what is empty (PRN-2)', () => {
  const search = { state: ['error', 'ok'], search: 'a & b', page: 2, none: undefined, empty: '' }
  expect(writeSearch(search)).toBe('state=error&state=ok&search=a+%26+b&page=2')
  expect(readSearch('?state=error&state=ok&search=a+%26+b&page=2')).toEqual({
    state: ['error', 'ok'],
    search: 'a & b',
    page: '2',
  })
})
