import { describe, expect, it } from 'vitest'
import {
  mergeOrder,
  moveColumn,
  nothingSelected,
  organizationOf,
  pageRange,
  togglePage,
  toggleRow,
  withOrganization,
} from './columns.ts'

describe('order of columns (PRN-1)', () => {
  it('follows the stored one and keeps the first in front', () => {
    expect(mergeOrder(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual(['a', 'c', 'b'])
  })

  it('puts a column that is new since then at its place and drops one that is gone', () => {
    expect(mergeOrder(['a', 'b', 'new', 'c'], ['c', 'gone', 'b'])).toEqual(['a', 'c', 'new', 'b'])
  })

  it('moves by one, never in front of the first', () => {
    expect(moveColumn(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b'])
    expect(moveColumn(['a', 'b', 'c'], 'b', -1)).toEqual(['a', 'b', 'c'])
    expect(moveColumn(['a', 'b', 'c'], 'c', 1)).toEqual(['a', 'b', 'c'])
  })
})

describe('selection of rows', () => {
  const page = ['1', '2', '3']

  it('keeps what was chosen on other pages', () => {
    const chosen = togglePage({ ids: new Set(['9']), all: false }, page)
    expect([...chosen.ids].sort()).toEqual(['1', '2', '3', '9'])
    expect([...togglePage(chosen, page).ids]).toEqual(['9'])
  })

  it('ends "all that match" when one row is taken out', () => {
    const rest = toggleRow({ ids: new Set(), all: true }, '2', page)
    expect(rest).toEqual({ ids: new Set(['1', '3']), all: false })
  })

  it('clears all with the head', () => {
    expect(togglePage({ ids: new Set(), all: true }, page)).toBe(nothingSelected)
  })
})

describe('1–50 of about 12,400', () => {
  it('is an estimate while more follow', () => {
    expect(pageRange(1, 50, 50, true, 12_400)).toEqual({ from: 1, to: 50, total: 12_400, exact: false })
  })

  it('is exact on the last page, whatever the estimate says', () => {
    expect(pageRange(3, 50, 7, false, 90)).toEqual({ from: 101, to: 107, total: 107, exact: true })
  })

  it('says nothing rather than a total below what is shown', () => {
    expect(pageRange(2, 50, 50, true, 80)).toEqual({ from: 51, to: 100, total: null, exact: false })
    expect(pageRange(1, 50, 50, true, null).total).toBeNull()
  })
})

describe('whose a row is (ORG-1)', () => {
  const column = (id: string, hidden?: boolean) => ({
    id,
    header: id,
    width: 1,
    cell: () => null,
    ...(hidden ? { hidden } : {}),
  })
  const ids = (columns: Array<{ id: string }>) => columns.map(({ id }) => id)

  it('is told by rows that name an organization', () => {
    expect(organizationOf({ organization_id: 'a' })).toEqual(['a'])
    expect(organizationOf({ id: 'a' })).toEqual([])
    expect(organizationOf({ organization_id: null })).toEqual([])
  })

  it('stands behind the name', () => {
    const columns = withOrganization([column('name'), column('city')], column('organization'))
    expect(ids(columns)).toEqual(['name', 'organization', 'city'])
  })

  it("is a page's own column where it has one, and shown", () => {
    const columns = withOrganization([column('name'), column('organization', true)], column('organization'))
    expect(ids(columns)).toEqual(['name', 'organization'])
    expect(columns[1]?.hidden).toBe(false)
  })
})
