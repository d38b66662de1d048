import { describe, expect, it } from 'vitest'
import { contractBody, contractValues, isDay } from './contractValues.ts'

describe('a contract in its form', () => {
  it('sends what is filled in and nothing for what is left out', () => {
    const body = contractBody({
      ...contractValues(),
      number: ' K-1 ',
      name: 'Print',
      supplies: [],
      ends_on: '2027-01-31',
    })
    expect(body).toMatchObject({
      number: 'K-1',
      name: 'Print',
      customer: 'self_service',
      supplies_included: false,
      starts_on: null,
      ends_on: '2027-01-31',
    })
  })

  it('knows days that exist', () => {
    expect(['2026-02-28', '2026-02-30', '28.02.2026', ''].map(isDay)).toEqual([true, false, false, false])
  })
})
