import { describe, expect, it } from 'vitest'
import { termsBody, termsValues, wrongTerms } from './termsForm.ts'

const stored = {
  organization_id: 'o',
  contract_id: 'c',
  contract_number: 'K-1',
  set: true,
  version: 1,
  closing_day: 31,
  time_zone: 'Europe/Oslo',
  starts_on: '2026-11-01',
  close_after_days: 3,
  reminder_days: 5,
  groups: [{ name: 'Mono', meters: ['mono'], included_pages: 1000 }],
}

describe('meter terms of a contract (MTR-4)', () => {
  it('come back as they were typed', () => {
    const values = termsValues(stored)
    expect(Object.keys(values.groups)).toEqual(['0', '1'])
    expect(wrongTerms(values)).toEqual({})
    expect(termsBody(values).groups).toEqual(stored.groups)
    expect(termsBody({ ...values, reminder_days: '' }).reminder_days).toBeUndefined()
  })

  it('need a name and meters for each group', () => {
    const values = termsValues({ ...stored, groups: [] })
    expect(wrongTerms(values)).toEqual({ 'groups.0.name': 'required' })
    values.groups[0] = { name: '', included_pages: 'x', meters: ['mono'] }
    expect(wrongTerms({ ...values, closing_day: '32', reminder_days: '0' })).toEqual({
      'groups.0.name': 'required',
      'groups.0.included_pages': 'pages',
      closing_day: 'closing_day',
      reminder_days: 'reminder',
    })
  })
})
