import { describe, expect, it } from 'vitest'
import type { RunValues, TypedSettings } from './runForm.ts'
import { inputOf, inRange, riskOf } from './runForm.ts'

const typed = (name: string): TypedSettings => ({
  name,
  method: 'balanced',
  order_days: '21',
  cover_days: '30',
  join_days: '45',
  spares_kept: '1',
  lead_days: '3',
  must_risk_percent: '2,5',
})

const values: RunValues = {
  site_id: '',
  manufacturer: ' ',
  model: '',
  currency: 'eur',
  shipment_cost: '12,50',
  count: 2,
  first: typed(' One '),
  second: typed('Two'),
  third: typed('Three'),
}

describe('a comparison', () => {
  it('is sent as the server takes it', () => {
    const input = inputOf(values)
    expect(input.settings.map(({ name }) => name)).toEqual(['One', 'Two'])
    expect(input.settings[0]).toMatchObject({ method: 'balanced', spares_kept: 1, must_risk_percent: 2.5 })
    expect(input).toMatchObject({ currency: 'EUR', shipment_cost_minor: 1250, manufacturer: '', site_id: undefined })
  })

  it.each(['0', '51', '2.5.1', 'x', ''])('takes no risk of %s', (risk) => expect(riskOf(risk)).toBeUndefined())

  it.each([
    ['2.5', 2.5],
    ['2,5', 2.5],
    ['2,5\u00a0%', 2.5],
    ['50', 50],
    ['0,125', 0.125],
  ])('takes a risk of %s', (risk, percent) => expect(riskOf(risk)).toBe(percent))

  it('says which days there are', () => {
    expect(inRange('order_days', '0')).toBe(false)
    expect(inRange('join_days', '0')).toBe(true)
    expect(inRange('lead_days', '91')).toBe(false)
  })
})
