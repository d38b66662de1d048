import { describe, expect, test } from 'vitest'
import type { OrderRules } from './ordersApi.ts'
import { rulesBody, rulesValues, wrongRules } from './ruleFields.ts'

const stored: OrderRules = {
  organization_id: 'o',
  version: 1,
  updated_at: '2026-11-21T10:00:00Z',
  most_of_item: 20,
  most_in_cart: 100,
  approve_people: true,
  approve_extra: false,
  approve_generic: true,
  approve_above_quantity: null,
  approve_above_amount_minor: 12950,
  approve_currency: 'EUR',
  approve_own: false,
  service_desk: '+47 22 00 00 00',
}

describe('order rules as they are typed (ORD-2)', () => {
  test('what is stored is sent back as it was', () => {
    const { organization_id, version, updated_at, ...body } = stored
    expect([organization_id, version, updated_at]).toHaveLength(3)
    expect(rulesBody(rulesValues(stored))).toEqual(body)
    expect(rulesValues(stored).approve_above_amount).toBe('129.50')
  })
  test('a currency without a smaller unit has no digits', () => {
    const yen = { ...rulesValues(stored), approve_above_amount: '500', approve_currency: 'jpy' }
    expect(rulesBody(yen)).toMatchObject({ approve_above_amount_minor: 500, approve_currency: 'JPY' })
  })
  test('each field says what is wrong with it', () => {
    const values = rulesValues(stored)
    expect(wrongRules(values)).toEqual({})
    expect(wrongRules({ ...values, most_of_item: '0', approve_above_quantity: 'x' })).toEqual({
      most_of_item: 'number',
      approve_above_quantity: 'number',
    })
    expect(wrongRules({ ...values, approve_above_amount: '' })).toEqual({ approve_above_amount: 'missing' })
    expect(wrongRules({ ...values, approve_currency: '' })).toEqual({ approve_currency: 'missing' })
    expect(wrongRules({ ...values, approve_above_amount: '1.2.3' })).toEqual({ approve_above_amount: 'amount' })
  })
})
