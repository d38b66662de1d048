import { describe, expect, it } from 'vitest'
import { ordersExport, queueExport } from './ordersApi.ts'
import { dayFromNow, ordersList, queueList } from './ordersSearch.ts'

describe('what the lists of orders ask for', () => {
  it('takes a period by whole days, the last one included (ORD-1)', () => {
    const search = ordersList.read({ since: '2026-11-01', until: '2026-11-30', source: 'extra', state: 'shipped' })
    expect(ordersList.filters(search)).toEqual({
      state: ['shipped'],
      source: ['extra'],
      ordered_since: '2026-11-01T00:00:00Z',
      ordered_before: '2026-12-01T00:00:00Z',
    })
  })

  it('leaves out what a hand wrote that is no day, no source and no order of the list', () => {
    expect(ordersList.read({ since: '2026-13-40', until: 'today', source: 'magic', sort: '-weight' })).toEqual({})
    expect(ordersList.read({ sort: '-number' })).toEqual({ sort: '-number' })
  })

  it('has what is open in the queue, and the same in its file, by the day that it is due (ORD-3)', () => {
    expect(queueList.filters(queueList.read({}))).toEqual({
      state: ['submitted', 'confirmed', 'on_back_order', 'partly_shipped'],
    })
    const url = new URL(queueExport('org', queueList.read({ carrier: 'DHL' })), 'http://portal')
    expect(url.pathname).toBe('/api/v1/supply-orders/export')
    expect(url.searchParams.getAll('state')).toHaveLength(4)
    expect(url.searchParams.get('carrier')).toBe('DHL')
    expect(url.searchParams.get('sort')).toBe('due_on')
    const all = new URL(ordersExport('org', ordersList.read({ search: 'berg', since: '2026-11-01' })), 'http://portal')
    expect(all.searchParams.get('search')).toBe('berg')
    expect(all.searchParams.get('ordered_since')).toBe('2026-11-01T00:00:00Z')
    expect(all.searchParams.has('state')).toBe(false)
  })

  it('counts days as the server does, in UTC', () => {
    expect(dayFromNow(-30, Date.parse('2026-03-01T23:30:00Z'))).toBe('2026-01-30')
    expect(dayFromNow(1, Date.parse('2026-12-31T00:00:00Z'))).toBe('2027-01-01')
  })
})
