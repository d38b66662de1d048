import { describe, expect, it } from 'vitest'
import { limits } from '../../api/limits.ts'
import { breachOf, within } from './limits.ts'

describe('what a field takes (API-2)', () => {
  it('counts characters as the server does, without the spaces around', () => {
    expect(breachOf({ maxLength: 3 }, '  äöü ')).toBeUndefined()
    expect(breachOf({ maxLength: 3 }, '🖨🖨🖨')).toBeUndefined()
    expect(breachOf({ maxLength: 3 }, '🖨🖨🖨🖨')).toBe('too_long')
    expect(breachOf({ minLength: 8 }, '1234567')).toBe('too_short')
    expect(breachOf({ minLength: 8 }, '')).toBeUndefined()
  })

  it.each([
    ['country_code', '+49', undefined],
    ['country_code', '0049x', 'pattern'],
    ['number', '(30) 12-34/56.7', undefined],
    ['number', '12a', 'pattern'],
  ] as const)('takes %s "%s" as the server does (CON-5)', (field, text, breach) => {
    expect(breachOf(limits.Phone[field], text)).toBe(breach)
  })

  it('has the limits of a struct under its name', () => {
    expect(within('address', limits.Address)['address.postal_code']).toEqual({ maxLength: 20 })
  })
})
