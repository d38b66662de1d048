import { describe, expect, it } from 'vitest'
import type { ChartModel } from '../../ui/chart/model.ts'
import { optionOf } from '../../ui/chart/option.ts'
import { bandOf, day, forecastOf, levelNow, stepsOf, triggerOf } from './levels.ts'

const at = (text: string) => Date.parse(`${text}T00:00:00Z`)
const read = (text: string, remaining_percent: number | null) => ({
  observed_at: `${text}T00:00:00Z`,
  remaining_percent,
})

describe('levels as they were read (AGT-4)', () => {
  it('hold until the next reading', () => {
    expect(stepsOf([read('2026-09-01', 30), read('2026-09-02', 29)], [])).toEqual([
      [at('2026-09-01'), 30],
      [at('2026-09-02'), 29],
    ])
  })

  it('end where a silence begins, and nothing rises while nobody looks', () => {
    const steps = stepsOf(
      [read('2026-09-01', 10), read('2026-09-20', 90)],
      [{ from: '2026-09-01T00:00:00Z', to: '2026-09-20T00:00:00Z' }],
    )
    expect(steps).toEqual([
      [at('2026-09-01'), 10],
      [at('2026-09-01'), null],
      [at('2026-09-20'), 90],
    ])
  })

  it('held until the silence began, and were read again as they were', () => {
    const silence = { from: '2026-09-05T00:00:00Z', to: '2026-09-10T00:00:00Z' }
    expect(stepsOf([read('2026-09-01', 50), read('2026-09-12', 50)], [silence])).toEqual([
      [at('2026-09-01'), 50],
      [at('2026-09-05'), 50],
      [at('2026-09-05'), null],
      [at('2026-09-10'), 50],
      [at('2026-09-12'), 50],
    ])
  })

  it('say nothing where the printer said nothing', () => {
    expect(stepsOf([read('2026-09-01', 50), read('2026-09-02', null)], [])).toEqual([
      [at('2026-09-01'), 50],
      [at('2026-09-02'), null],
    ])
  })

  it('pass over silences before the first reading and behind the last one', () => {
    const silences = [
      { from: '2026-08-01T00:00:00Z', to: '2026-08-20T00:00:00Z' },
      { from: '2026-09-02T00:00:00Z', to: '2026-09-30T00:00:00Z' },
    ]
    expect(stepsOf([read('2026-09-01', 50)], silences)).toEqual([[at('2026-09-01'), 50]])
  })
})

describe('what is expected', () => {
  const now = at('2026-11-21')

  it('begins now, at the level that was read', () => {
    expect(levelNow([read('2026-11-20', 20)], { daily_percent: 2, days_left: 9 }, now, 2 * day)).toBe(20)
    expect(forecastOf(20, { daily_percent: 2 }, now)[0]).toEqual([now, 20])
    expect(forecastOf(20, { daily_percent: 2 }, now).at(-1)).toEqual([at('2026-12-01'), 0])
  })

  it('begins lower where the reading is old', () => {
    expect(levelNow([read('2026-11-10', 50)], { daily_percent: 2, days_left: 14 }, now, 2 * day)).toBe(28)
    expect(levelNow([read('2026-11-10', 20)], { daily_percent: 2, days_left: 14 }, now, 2 * day)).toBe(20)
  })

  it('falls to nothing on the day that is as likely as not, where one is told', () => {
    expect(forecastOf(20, { daily_percent: 2, days_left: 8 }, now).at(-1)).toEqual([at('2026-11-29'), 0])
  })

  it('has a value a day, never below nothing, for 30 days at most', () => {
    const line = forecastOf(90, { daily_percent: 0.5 }, now)
    expect(line).toHaveLength(31)
    expect(line.at(-1)).toEqual([at('2026-12-21'), 75])
    expect(forecastOf(20, undefined, now)).toEqual([])
    expect(forecastOf(undefined, { daily_percent: 1 }, now)).toEqual([])
    expect(forecastOf(0, { daily_percent: 1, days_left: 0 }, now).every(([, level]) => level >= 0)).toBe(true)
  })

  it('has a band between its low and its high end', () => {
    expect(bandOf(20, { days_left_low: 5, days_left_high: 20 }, now)).toEqual([
      [now, 20, 20],
      [at('2026-11-26'), 0, 15],
      [at('2026-12-11'), 0, 0],
    ])
    expect(bandOf(20, { days_left: 5 }, now)).toEqual([])
    expect(bandOf(20, undefined, now)).toEqual([])
  })

  it('has its trigger where shelf and what is under way no longer reach', () => {
    const reason = { code: 'enough', args: { trigger_days: 21 }, sentence: '' }
    expect(triggerOf({ daily_percent: 2, shelf: 0, in_transit: 0, reason })).toBe(42)
    expect(triggerOf({ daily_percent: 2, shelf: 1, in_transit: 0, reason })).toBeUndefined()
    expect(triggerOf({ daily_percent: 2, shelf: 0, in_transit: 0, reason: { ...reason, args: {} } })).toBeUndefined()
  })
})

describe('the drawing', () => {
  const look = { ink: (name: string) => name, calm: true }
  const points = stepsOf(
    [read('2026-09-01', 10), read('2026-09-20', 90), read('2026-10-30', 40)],
    [
      { from: '2026-09-01T00:00:00Z', to: '2026-09-20T00:00:00Z' },
      { from: '2026-09-20T00:00:00Z', to: '2026-10-30T00:00:00Z' },
    ],
  )
  const model: ChartModel = {
    label: 'Levels',
    kind: 'levels',
    unit: '%',
    range: [at('2026-08-23'), at('2026-12-21')],
    now: { at: at('2026-11-21'), label: 'Now' },
    series: [
      {
        name: 'Black',
        color: 'tonerBlack',
        points,
        forecast: [[at('2026-11-21'), 30]],
        band: [[at('2026-11-21'), 20, 40]],
        trigger: { level: 25, label: 'Order below 25 %' },
      },
      { name: 'Cyan', color: 'tonerCyan', points, band: [[at('2026-11-21'), 20, 40]] },
      { name: 'Drum', color: 'tonerOther', points, band: [[at('2026-11-21'), 20, 40]] },
    ],
    table: { header: [], rows: [], words: [], times: [] },
    formatValue: String,
    formatTime: String,
  }
  type Drawn = {
    id: string
    step?: string
    connectNulls?: boolean
    data: Array<{ value: [number, number | null]; symbol: string }>
    markLine?: { data: Array<{ xAxis?: number; yAxis?: number }> }
  }
  const drawn = (hidden: string[]) => (optionOf(model, new Set(hidden), look) as { series: Drawn[] }).series

  it('has the readings and nothing between them', () => {
    const black = drawn([]).find((each) => each.id === 'level Black')
    expect(black?.data.map(({ value }) => value)).toEqual(points)
    expect(black?.step).toBe('end')
    expect(black?.connectNulls).toBe(false)
  })

  it('shows a reading with silence to both sides as a dot', () => {
    const black = drawn([]).find((each) => each.id === 'level Black')
    expect(black?.data.filter(({ symbol }) => symbol === 'circle').map(({ value }) => value[1])).toEqual([10, 90, 40])
  })

  it('has a line at now, one at the trigger where one supply is shown, and no legend on the axis', () => {
    const lines = (hidden: string[]) =>
      drawn(hidden)
        .find((each) => each.id === 'lines')
        ?.markLine?.data.map(({ xAxis, yAxis }) => xAxis ?? yAxis)
    expect(lines([])).toEqual([at('2026-11-21')])
    expect(lines(['Cyan', 'Drum'])).toEqual([at('2026-11-21'), 25])
    expect(optionOf(model, new Set(), look)).not.toHaveProperty('legend')
  })

  it('keeps its axis in the range, whatever there is to show', () => {
    expect(optionOf(model, new Set(), look)).toMatchObject({
      xAxis: { min: at('2026-08-23'), max: at('2026-12-21') },
      yAxis: { min: 0, max: 100 },
    })
  })

  it('draws bands while few supplies are shown', () => {
    const bands = (hidden: string[]) => drawn(hidden).filter((each) => each.id.startsWith('high')).length
    expect(bands([])).toBe(0)
    expect(bands(['Drum'])).toBe(2)
  })
})
