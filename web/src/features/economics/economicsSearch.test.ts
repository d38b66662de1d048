import { describe, expect, it } from 'vitest'
import { filterOf, firstOf, readReport } from './economicsSearch.ts'

describe('the report on cartridges (ECO-2)', () => {
  it('begins so many days ago', () => {
    expect(firstOf('month', new Date('2026-03-01T23:00:00Z'))).toBe('2026-01-30')
  })

  it('leads from a month to its days', () => {
    expect(filterOf('month', '2026-02', '2026-01-01')).toEqual({ first: '2026-02-01', last: '2026-02-28' })
  })

  it('leads from a group to its cartridges, and from one without a name to none', () => {
    expect(filterOf('color', 'cyan', '2026-01-01')).toEqual({ first: '2026-01-01', colorant: 'cyan' })
    expect(filterOf('site', '', '2026-01-01')).toBeUndefined()
  })

  it('takes of its URL what it knows', () => {
    expect(readReport({ group: 'planet', period: 'year', colorant: 'cyan' })).toEqual({
      period: 'year',
      colorant: 'cyan',
    })
  })
})
