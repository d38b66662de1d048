import { describe, expect, it } from 'vitest'
import { readSearch } from '../../lib/searchText.ts'
import { columnsOf, presetOf, queryOf } from './viewState.ts'

describe('the state of a list as a view keeps it (PRN-1)', () => {
  it('is the same query for the same state, without page, organization and the view itself', () => {
    expect(queryOf({ sort: '-model', state: ['error', 'warning'], under_contract: false })).toBe(
      'sort=-model&state=error&state=warning&under_contract=false',
    )
    expect(queryOf({ under_contract: false, page: 3, cursor: 'x', org: 'o', saved: 's', search: undefined })).toBe(
      'under_contract=false',
    )
    expect(queryOf({})).toBe('')
  })

  it('comes back as it was', () => {
    const state = { search: 'a & b = ü+', state: ['error', 'ok'], supply_below_days: 7 }
    expect(readSearch(queryOf(state))).toEqual({ search: 'a & b = ü+', state: ['error', 'ok'], supply_below_days: '7' })
  })

  it('has the columns in their order, those that are hidden too, with the widths that somebody gave them', () => {
    const columns = columnsOf({ order: ['b', 'a'], visibility: { a: false, b: true }, sizing: { b: 120.4 } })
    expect(columns).toEqual([
      { id: 'b', shown: true, width: 120 },
      { id: 'a', shown: false },
    ])
    expect(presetOf(columns)).toEqual({ order: ['b', 'a'], visibility: { a: false, b: true }, sizing: { b: 120 } })
    expect(presetOf([])).toBeUndefined()
  })
})
