import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { Printer, ReplenishmentSupply } from '../../api/types.ts'
import { useOrganizationId } from '../../app/session.tsx'
import { now } from '../../lib/now.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { Chart } from '../../ui/Chart.tsx'
import type { ChartModel } from '../../ui/chart/model.ts'
import { Lines, Panel } from '../../ui/Parts.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { inkOf } from '../../ui/SupplyBar.tsx'
import type { ColorName } from '../../ui/tokens.ts'
import { useForecasts } from './forecasts.ts'

const inks: Record<ReturnType<typeof inkOf>, ColorName> = { black: 'tonerBlack', cyan: 'tonerCyan', magenta: 'tonerMagenta', yellow: 'tonerYellow', other: 'tonerOther' }

/** What is ordered as it runs out (ASR-1); drums, fusers and the like are drawn when they are asked for. */
const replenished = /toner|ink/

const day = 86_400_000
const mostForecastDays = 60

type Forecast = Partial<Pick<ReplenishmentSupply, 'daily_percent' | 'days_left' | 'days_left_low' | 'days_left_high'>>
type Level = { observed_at: string; remaining_percent?: number | null }

const isLevel = (point: Level) => point.remaining_percent !== null && point.remaining_percent !== undefined

/** From the last known level down to nothing on the day that is as likely as not, or at the average daily consumption. */
export function forecastOf(points: Level[], forecast: Forecast | undefined): Array<[number, number]> {
  const last = points.findLast(isLevel)
  if (!last || !forecast) return []
  const [at, level] = [Date.parse(last.observed_at), last.remaining_percent ?? 0]
  const daily = forecast.days_left ? level / forecast.days_left : forecast.daily_percent
  if (!daily) return []
  const days = Math.min(level / daily, mostForecastDays)
  return [
    [at, level],
    [at + days * day, level - days * daily],
  ]
}

/** Where the level probably is on the way there: 9 times in 10 above the low end, once in 10 above the high one. */
export function bandOf(points: Level[], forecast: Forecast | undefined): Array<[number, number, number]> {
  const last = points.findLast(isLevel)
  const [low, high] = [forecast?.days_left_low ?? 0, forecast?.days_left_high ?? 0]
  if (!last || low <= 0 || high <= low) return []
  const [at, level] = [Date.parse(last.observed_at), last.remaining_percent ?? 0]
  const left = (days: number, of: number) => Math.max(0, level * (1 - days / of))
  const corners = [0, Math.min(low, mostForecastDays), Math.min(high, mostForecastDays)]
  return [...new Set(corners)].map((days) => [at + days * day, left(days, low), left(days, high)])
}

/** Levels over the last 90 days, the orders among them, and where they are heading. */
export default function SupplyLevels({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const organization_id = useOrganizationId()
  const levels = useQuery({
    queryKey: ['printers', organization_id, 'levels', printer.id],
    queryFn: ({ signal }) => body(api.GET('/api/v1/printers/{printer_id}/supply-levels', { params: { path: { printer_id: printer.id }, query: { organization_id, from: new Date(now() - 90 * 86_400_000).toISOString() } }, signal })),
    staleTime: 60_000,
  })
  const orders = useQuery({
    queryKey: ['supply-orders', organization_id, 'of-printer', printer.id],
    queryFn: ({ signal }) => body(api.GET('/api/v1/supply-orders', { params: { query: { organization_id, printer_id: printer.id, limit: 50 } }, signal })),
    staleTime: 60_000,
  })
  const forecasts = useForecasts(printer.id)
  const model = useMemo((): ChartModel | null => {
    const series = (levels.data?.items ?? []).filter((each) => each.points.some((point) => point.remaining_percent !== null && point.remaining_percent !== undefined))
    if (series.length === 0) return null
    const forecast = new Map(forecasts.data?.items.map((row) => [String(row.supply_slot), row]))
    const times = [...new Set(series.flatMap((each) => each.points.map((point) => point.observed_at)))].sort()
    const at = series.map((each) => new Map(each.points.map((point) => [point.observed_at, point.remaining_percent ?? null])))
    const rows = times.map((time) => at.map((points) => points.get(time) ?? null))
    const since = Date.parse(times[0] ?? '')
    return {
      label: t('supply.chart'),
      kind: 'levels',
      unit: t('supply.chart_unit'),
      series: series.map((each) => ({
        name: each.description,
        color: inks[inkOf(each.colorant)],
        points: each.points.map((point) => [Date.parse(point.observed_at), point.remaining_percent ?? null]),
        forecast: forecastOf(each.points, forecast.get(each.slot)),
        band: bandOf(each.points, forecast.get(each.slot)),
        aside: !replenished.test(printer.supplies.find((supply) => supply.slot === each.slot)?.type ?? ''),
      })),
      marks: (orders.data?.items ?? []).filter((order) => Date.parse(order.ordered_at) >= since).map((order) => ({ at: Date.parse(order.ordered_at), label: order.number })),
      table: {
        header: [t('supply.chart_time'), ...series.map((each) => each.description)],
        rows: times.map((time, index) => [time, ...(rows[index] ?? [])]),
        words: times.map((time, index) => [format.dateTime(time), ...(rows[index] ?? []).map((value) => (value === null ? '–' : format.percent(value)))]),
      },
      points: series[0]?.points.length ?? 0,
      formatValue: (value) => format.percent(value),
      formatTime: (time) => format.date(time),
    }
  }, [levels.data, orders.data, forecasts.data, printer.supplies, t, format])
  return (
    <Panel title={t('supply.history')} id="levels">
      {levels.isPending ? <Lines count={8} /> : levels.isError ? <Problem error={levels.error} onRetry={() => void levels.refetch()} /> : model ? <Chart model={model} fileName={`supply-levels-${printer.serial_number ?? printer.id}`} /> : <p className="muted">{t('supply.no_history')}</p>}
    </Panel>
  )
}
