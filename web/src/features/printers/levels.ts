import type { ReplenishmentSupply } from '../../api/types.ts'
import type { ChartSeries } from '../../ui/chart/model.ts'

/** What the chart of levels draws, from what was read and what is expected. Pure. */

export interface Level {
  observed_at: string
  remaining_percent?: number | null
}

/** Nothing was read between the two. */
export interface Silence {
  from: string
  to: string
}

export type Forecast = Partial<
  Pick<
    ReplenishmentSupply,
    'daily_percent' | 'days_left' | 'days_left_low' | 'days_left_high' | 'shelf' | 'in_transit' | 'reason'
  >
>

export const day = 86_400_000
export const historyDays = 90
/** A forecast beyond it would squeeze what was read into a corner. */
export const forecastDays = 30

const known = (point: Level) => point.remaining_percent !== null && point.remaining_percent !== undefined

/** Readings as steps: a level holds until the next reading, and ends where a silence begins. */
export function stepsOf(points: Level[], silences: Silence[]): ChartSeries['points'] {
  const steps: ChartSeries['points'] = []
  let last: number | null = null
  let next = 0
  const gaps = silences.map(({ from, to }) => [Date.parse(from), Date.parse(to)] as const).sort((a, b) => a[0] - b[0])
  const pass = (until: number) => {
    for (let gap = gaps[next]; gap && gap[0] < until; gap = gaps[++next]) {
      if (last === null || (steps[0]?.[0] ?? Number.POSITIVE_INFINITY) > gap[0]) continue
      if ((steps.at(-1)?.[0] ?? 0) < gap[0]) steps.push([gap[0], last])
      steps.push([gap[0], null])
      // What was read again may be as it was: then no point tells of it.
      if (gap[1] < until) steps.push([gap[1], last])
    }
  }
  for (const point of points) {
    const at = Date.parse(point.observed_at)
    pass(at)
    last = known(point) ? (point.remaining_percent ?? null) : null
    steps.push([at, last])
  }
  return steps
}

/** The level that is expected now: as it was read, or less where that is long ago. */
export function levelNow(
  points: Level[],
  forecast: Forecast | undefined,
  now: number,
  fresh: number,
): number | undefined {
  const last = points.findLast(known)
  if (!last) return undefined
  const level = last.remaining_percent ?? 0
  if (now - Date.parse(last.observed_at) <= fresh || !forecast?.daily_percent || !forecast.days_left) return level
  return Math.min(level, forecast.daily_percent * forecast.days_left)
}

/** From now down to nothing on the day that is as likely as not; a point a day, for whoever asks for the values. */
export function forecastOf(
  level: number | undefined,
  forecast: Forecast | undefined,
  now: number,
): Array<[number, number]> {
  if (level === undefined || !forecast) return []
  const daily = forecast.days_left ? level / forecast.days_left : forecast.daily_percent
  if (!daily || daily <= 0) return []
  const days = Math.min(level / daily, forecastDays)
  const line: Array<[number, number]> = []
  for (let passed = 0; passed < days; ++passed) line.push([now + passed * day, level - passed * daily])
  line.push([now + days * day, Math.max(0, level - days * daily)])
  return line
}

/** Where the level probably is on the way there: 9 times in 10 above the low end, once in 10 above the high one. */
export function bandOf(
  level: number | undefined,
  forecast: Forecast | undefined,
  now: number,
): Array<[number, number, number]> {
  const [low, high] = [forecast?.days_left_low ?? 0, forecast?.days_left_high ?? 0]
  if (level === undefined || low <= 0 || high <= low) return []
  const left = (days: number, of: number) => Math.max(0, level * (1 - days / of))
  const corners = [0, Math.min(low, forecastDays), Math.min(high, forecastDays)]
  return [...new Set(corners)].map((days) => [now + days * day, left(days, low), left(days, high)])
}

/** The level in the printer below which an order is due, with what is on the shelf and under way; none while these are enough. */
export function triggerOf(forecast: Forecast | undefined): number | undefined {
  const days = Number(forecast?.reason?.args?.trigger_days)
  if (!forecast?.daily_percent || !(days > 0)) return undefined
  const level = forecast.daily_percent * days - 100 * ((forecast.shelf ?? 0) + (forecast.in_transit ?? 0))
  return level > 0 && level < 100 ? level : undefined
}
