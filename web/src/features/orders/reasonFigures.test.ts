import { describe, expect, it } from 'vitest'
import { figureNames } from './reasonFigures.ts'

describe('the figures behind a reason (ASR-15)', () => {
  it('stand in the order in which one reads them, whatever order they came in', () => {
    const args = {
      cover_days: 30,
      daily_percent: 1.2,
      days: 11,
      high: 15,
      in_transit: 3,
      level: 'told',
      low: 8,
      moved: 'estimate',
      percent: 34.9,
      quantity: 2,
      risk: 14,
      shelf: 1,
      silent_days: 0,
      lasts_days: 31,
      trigger_days: 21,
      usable_percent: 30,
      yield_pages: 5000,
    }
    expect(figureNames(args)).toEqual([
      'percent',
      'usable_percent',
      'silent_days',
      'shelf',
      'in_transit',
      'daily_percent',
      'low',
      'days',
      'high',
      'lasts_days',
      'risk',
      'trigger_days',
      'quantity',
      'cover_days',
      'yield_pages',
    ])
  })
})
