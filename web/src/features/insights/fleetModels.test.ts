import { expect, it } from 'vitest'
import { createFormatter } from '../../lib/format.ts'
import { meanLeft, monthsModel, placesModel } from './fleetModels.ts'

const t = ((key: string) => key) as never
const format = createFormatter('en', 'UTC')

it('draws mono and color, and the running month lighter (PRT-6)', () => {
  const model = monthsModel(
    t,
    format,
    [
      { month: '2026-10-01', pages: 100, color_pages: 30, printers: 2 },
      { month: '2026-11-01', pages: 20, color_pages: 25, printers: 2 },
    ],
    '2026-11-21',
  )
  expect(model.partial).toEqual([1])
  expect(model.series.map(({ points }) => points.map(([, value]) => value))).toEqual([
    [70, 0],
    [30, 25],
  ])
  expect(model.table.rows[0]).toEqual(['2026-10', 70, 30, 2])
})

it('names places, and those that nobody named (PRT-6)', () => {
  const model = placesModel(t, format, [
    { country: 'NO', city: 'Oslo', sites: 1, printers: 5, troubled: 1 },
    { country: '', city: '', sites: 0, printers: 2, troubled: 0 },
  ])
  expect(model.categories).toEqual(['Oslo, Norway', 'insights.no_place'])
})

it('says what was left only where cartridges said so (PRT-6)', () => {
  expect(meanLeft({ levels_left: 30, levels_known: 4 })).toBe(7.5)
  expect(meanLeft({ levels_left: 0, levels_known: 0 })).toBeNull()
})
