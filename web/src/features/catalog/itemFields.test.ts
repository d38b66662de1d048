import { describe, expect, it } from 'vitest'
import { setAt } from '../../ui/form/values.ts'
import type { Item } from './catalogApi.ts'
import { checkItem, itemBody, itemValues, modelOf } from './itemFields.ts'

const item: Item = {
  id: '0199c000-0000-7000-8000-000000000001',
  part_number: '78C0X10',
  manufacturer: 'Lexmark',
  name: 'Toner, black',
  supply_type: 'toner',
  colorant: 'black',
  yield_pages: 3000,
  starter_yield_pages: 700,
  lead_time_days: 0,
  kind: 'compatible',
  price: { amount_minor: 12950, currency: 'EUR' },
  active: false,
  models: [{ manufacturer: 'HP', model: 'LaserJet: M404' }],
  version: 3,
  created_at: '2026-11-21T10:00:00Z',
  updated_at: '2026-11-21T10:00:00Z',
  external_ids: [{ system: 'SAP', id: '4711' }],
}

describe('an item (ORD-2, ASR-19)', () => {
  it('is sent as it was when nothing was typed', () => {
    const { id: _id, version: _version, created_at: _created, updated_at: _updated, ...same } = item
    expect(itemBody(itemValues(item))).toEqual(same)
  })

  it('starts with the model and the supply that it is made for', () => {
    const values = itemValues(undefined, {
      manufacturer: 'Lexmark',
      model: 'MX722ade',
      supply_type: 'fuser',
      colorant: '',
    })
    expect(values).toMatchObject({ manufacturer: 'Lexmark', supply_type: 'fuser', models: ['Lexmark: MX722ade'] })
    expect(checkItem(values)).toEqual({ part_number: 'required', name: 'required' })
  })

  it('has whole numbers, and a price with its currency', () => {
    const good = itemValues(item)
    expect(checkItem(good)).toEqual({})
    expect(checkItem(setAt(good, 'yield_pages', 'many'))).toEqual({ yield_pages: 'whole_number' })
    expect(checkItem(setAt(good, 'price.amount_minor', '1.299'))).toEqual({ 'price.amount_minor': 'amount' })
    expect(checkItem(setAt(good, 'price.currency', ''))).toEqual({ 'price.currency': 'required' })
    expect(checkItem(setAt(good, 'price.currency', 'Euro'))).toEqual({ 'price.currency': 'currency' })
    expect(itemBody(setAt(good, 'yield_pages', '10,000')).yield_pages).toBe(10_000)
    expect(itemBody(setAt(setAt(good, 'price.amount_minor', ''), 'price.currency', '')).price).toEqual({
      amount_minor: null,
      currency: '',
    })
  })

  it('fits models of its own maker where no other one is named', () => {
    expect(modelOf('M404', 'HP ')).toEqual({ manufacturer: 'HP', model: 'M404' })
    expect(modelOf('Lexmark: MX722', 'HP')).toEqual({ manufacturer: 'Lexmark', model: 'MX722' })
  })
})
