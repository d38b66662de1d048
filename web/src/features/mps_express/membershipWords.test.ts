import { describe, expect, it } from 'vitest'
import { decisionsFor, membershipName } from './membershipWords.ts'
import type { Membership } from './mpsExpressApi.ts'

describe('what can be decided of chosen memberships (MPX-5, MPX-6)', () => {
  it('is to confirm or reject what waits, and to remove what is managed', () => {
    expect(decisionsFor(new Set(['pending']))).toEqual(['confirm', 'reject'])
    expect(decisionsFor(new Set(['managed']))).toEqual(['remove'])
  })

  it('is nothing where it is over, and where states differ', () => {
    expect(decisionsFor(new Set(['rejected']))).toEqual([])
    expect(decisionsFor(new Set(['removed']))).toEqual([])
    expect(decisionsFor(new Set(['pending', 'managed']))).toEqual([])
    expect(decisionsFor(new Set())).toEqual([])
  })
})

describe('a membership', () => {
  const of = (manufacturer: string, model: string, serial_number: string) =>
    membershipName({ manufacturer, model, serial_number } as Membership)

  it('goes by model and serial number, or by what of them is known', () => {
    expect(of('Lexmark', 'MX722ade', '7500A')).toBe('MX722ade 7500A')
    expect(of('Lexmark', '', '7500A')).toBe('Lexmark 7500A')
    expect(of('Lexmark', 'MX722ade', '')).toBe('MX722ade')
  })
})
