import { describe, expect, it } from 'vitest'
import { addressesOf, inputOf, tomorrow, valuesOf } from './reportFields.ts'

describe('a scheduled report (RPT-1)', () => {
  it('takes one address a line, or between commas', () => {
    expect(addressesOf(' a@x.example\nb@x.example, c@x.example;\n\n')).toEqual([
      'a@x.example',
      'b@x.example',
      'c@x.example',
    ])
  })

  it('goes to whoever schedules it, from tomorrow on', () => {
    const values = valuesOf(null, { source: 'supply_orders', name: 'Open orders' }, 'ann@x.example')
    expect(values).toMatchObject({ recipients: 'ann@x.example', source: 'supply_orders', every: 'week' })
    expect(tomorrow(Date.parse('2026-12-31T12:00:00Z'))).toBe('2027-01-01')
  })

  it('follows its view, or keeps the filters that it was begun with', () => {
    const values = valuesOf(null, {}, 'ann@x.example')
    expect(inputOf(values, 'state=error', 'Europe/Oslo')).toMatchObject({ view_id: null, filters: 'state=error' })
    expect(inputOf({ ...values, view_id: 'v' }, 'state=error', 'UTC')).toMatchObject({ view_id: 'v', filters: '' })
  })
})
