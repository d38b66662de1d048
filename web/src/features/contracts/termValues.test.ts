import { describe, expect, it } from 'vitest'
import { termsBody, termValues, wrongNumbers } from './termValues.ts'

describe('what is said of terms', () => {
  it('sends nothing for what is inherited, and numbers as they are meant', () => {
    const values = { ...termValues(), trigger_days: ' 1 000 ', delivery_days: ['friday', 'monday'] }
    expect(termsBody(values)).toEqual({
      trigger_days: 1000,
      coverage_days: null,
      join_days: null,
      first_notice_days: null,
      high_volume_cartridges: null,
      consolidation: null,
      delivery_days: ['monday', 'friday'],
    })
  })

  it('comes back as it was stored', () => {
    const stored = { ...termsBody(termValues()), join_days: 60, consolidation: 'per_printer' as const }
    expect(termsBody(termValues(stored))).toEqual(stored)
  })

  it('names what is no whole number', () => {
    expect(wrongNumbers({ ...termValues(), coverage_days: 'soon', join_days: '45' })).toEqual(['coverage_days'])
  })
})
