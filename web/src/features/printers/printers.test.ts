import { describe, expect, it } from 'vitest'
import type { SupplySummary } from '../../api/types.ts'
import { monthlyVolumes } from './meterHistory.ts'
import { deregisteredQuery, isKept, isStale, otherSupplies, printerName, supplyOfColor } from './printersApi.ts'
import { deregisteredList, printersList } from './printersSearch.ts'

const toner = (slot: number, colorant: string | null, remaining: number | null, more: Partial<SupplySummary> = {}) =>
  ({
    slot,
    type: 'toner',
    class: 'consumed',
    colorant,
    description: '',
    remaining_percent: remaining,
    level_state: 'amount',
    ...more,
  }) as SupplySummary

describe('supplies in the list (PRN-1)', () => {
  const waste = toner(5, null, 40, { type: 'waste_toner', class: 'receptacle' })

  it('finds the toner of a colour, the emptier of two', () => {
    expect(supplyOfColor([toner(1, 'black', 80), toner(2, 'black', 20), waste], 'black')?.slot).toBe(2)
    expect(supplyOfColor([toner(1, 'black', 80)], 'cyan')).toBeUndefined()
  })

  it('prefers a known level to an unknown one', () => {
    expect(supplyOfColor([toner(1, 'black', null), toner(2, 'black', 70)], 'black')?.slot).toBe(2)
  })

  it('takes neither photo black nor a waste box for black', () => {
    expect(supplyOfColor([toner(1, 'photo black', 10), { ...waste, colorant: 'black' }], 'black')).toBeUndefined()
  })

  it('knows a level that the newest answer lacked by its age', () => {
    const printer = { observed_at: '2026-11-21T09:00:00Z' }
    expect(isKept({ observed_at: '2026-11-21T08:00:00Z' }, printer)).toBe(true)
    expect(isKept({ observed_at: '2026-11-21T09:00:00Z' }, printer)).toBe(false)
    expect(isKept({ observed_at: null }, printer)).toBe(false)
    expect(isKept(undefined, printer)).toBe(false)
  })

  it('leaves the rest to the other column', () => {
    expect(otherSupplies([toner(1, 'black', 80), toner(2, 'black', 20), waste]).map((supply) => supply.slot)).toEqual([
      1, 5,
    ])
  })
})

it('names a maker once', () => {
  expect(printerName({ manufacturer: 'HP', model: 'HP LaserJet M404' })).toBe('HP LaserJet M404')
  expect(printerName({ manufacturer: 'Kyocera', model: 'ECOSYS M3540dn' })).toBe('Kyocera ECOSYS M3540dn')
  expect(printerName({ manufacturer: 'Kyocera', model: '', address: '10.0.0.5' })).toBe('Kyocera 10.0.0.5')
  expect(printerName({ manufacturer: '', model: '' })).toBe('–')
})

it('calls data stale after two polling intervals', () => {
  const now = Date.parse('2026-11-21T12:00:00Z')
  expect(isStale({ observed_at: '2026-11-21T10:00:01Z', polling_interval_seconds: 3600 }, now)).toBe(false)
  expect(isStale({ observed_at: '2026-11-21T09:59:59Z', polling_interval_seconds: 3600 }, now)).toBe(true)
  expect(isStale({ observed_at: null, polling_interval_seconds: 3600 }, now)).toBe(true)
})

describe('volume by month', () => {
  const at = (observed_at: string, value: number) => ({
    observed_at,
    meters: [{ kind: 'life', value, unit: 'impressions' }],
  })

  it('adds the rises in the month of the later reading, in the reader’s time zone', () => {
    const points = [
      at('2026-08-30T10:00:00Z', 100),
      at('2026-09-10T10:00:00Z', 150),
      at('2026-09-30T22:30:00Z', 190),
      at('2026-10-02T10:00:00Z', 200),
    ]
    expect(monthlyVolumes(points, 'life', 'UTC')).toEqual([
      { month: '2026-08', pages: 0 },
      { month: '2026-09', pages: 90 },
      { month: '2026-10', pages: 10 },
    ])
    expect(monthlyVolumes(points, 'life', 'Europe/Berlin').at(-1)).toEqual({ month: '2026-10', pages: 50 })
  })

  it('shows a month without a reading as one without pages', () => {
    expect(monthlyVolumes([at('2026-11-01T00:00:00Z', 100), at('2027-02-01T00:00:00Z', 160)], 'life', 'UTC')).toEqual([
      { month: '2026-11', pages: 0 },
      { month: '2026-12', pages: 0 },
      { month: '2027-01', pages: 0 },
      { month: '2027-02', pages: 60 },
    ])
  })

  it('never counts a meter that fell', () => {
    expect(
      monthlyVolumes(
        [at('2026-09-01T00:00:00Z', 900), at('2026-09-05T00:00:00Z', 10), at('2026-09-06T00:00:00Z', 25)],
        'life',
        'UTC',
      ),
    ).toEqual([{ month: '2026-09', pages: 15 }])
  })
})

it('keeps the view of deregistered printers in the URL, and out of the filters of the list (PRN-7)', () => {
  const raw = { view: 'deregistered', search: 'M404', view_of: 'x', state: 'error' }
  expect(printersList.read(raw).view).toBe('deregistered')
  expect(printersList.filters(printersList.read(raw))).toEqual({ search: 'M404', state: ['error'] })
  const search = deregisteredList.read(raw)
  expect(search).toEqual({ view: 'deregistered', search: 'M404' })
  expect(deregisteredList.query('o', search)).toEqual({ organization_id: 'o', limit: 50, search: 'M404' })
  expect(deregisteredQuery('o', search).queryKey).toEqual(['printers', 'o', 'deregistered', search])
})
