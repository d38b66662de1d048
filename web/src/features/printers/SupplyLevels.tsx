import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { Printer } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { now } from '../../lib/now.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { Chart } from '../../ui/Chart.tsx'
import type { ChartModel } from '../../ui/chart/model.ts'
import { Lines } from '../../ui/Loading.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { inkOf } from './ink.ts'
import type { ColorName } from '../../ui/tokens.ts'
import { useForecasts } from './forecasts.ts'
import { bandOf, day, forecastDays, forecastOf, historyDays, levelNow, stepsOf, triggerOf } from './levels.ts'

const inks: Record<ReturnType<typeof inkOf>, ColorName> = {
  black: 'tonerBlack',
  cyan: 'tonerCyan',
  magenta: 'tonerMagenta',
  yellow: 'tonerYellow',
  other: 'tonerOther',
}

/** What is ordered as it runs out (ASR-1); drums, fusers and the like are drawn when they are asked for. */
const replenished = /toner|ink/

/** Levels over the last 90 days, the orders among them, and where they are heading. */
export default function SupplyLevels({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const organization_id = useOrganizationId()
  const levels = useQuery({
    queryKey: ['printers', organization_id, 'levels', printer.id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/printers/{printer_id}/supply-levels', {
          params: {
            path: { printer_id: printer.id },
            query: { organization_id, from: new Date(now() - historyDays * day).toISOString() },
          },
          signal,
        }),
      ),
    staleTime: 60_000,
  })
  const orders = useQuery({
    queryKey: ['supply-orders', organization_id, 'of-printer', printer.id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/supply-orders', {
          params: { query: { organization_id, printer_id: printer.id, limit: 50 } },
          signal,
        }),
      ),
    staleTime: 60_000,
  })
  const forecasts = useForecasts(printer.id)
  const model = useMemo((): ChartModel | null => {
    const series = (levels.data?.items ?? []).filter((each) =>
      each.points.some((point) => point.remaining_percent !== null && point.remaining_percent !== undefined),
    )
    if (series.length === 0) return null
    const today = now()
    const since = today - historyDays * day
    const fresh = 2 * printer.polling_interval_seconds * 1000 + day
    const forecast = new Map(forecasts.data?.items.map((row) => [String(row.supply_slot), row]))
    const supply = new Map(printer.supplies.map((each) => [each.slot, each]))
    const times = [...new Set(series.flatMap((each) => each.points.map((point) => point.observed_at)))].sort()
    const at = series.map(
      (each) => new Map(each.points.map((point) => [point.observed_at, point.remaining_percent ?? null])),
    )
    const rows = times.map((time) => at.map((points) => points.get(time) ?? null))
    // Two supplies of one name get a number; a receptacle's level is the room that it has left.
    const seen = new Map<string, number>()
    const names = series.map((each) => {
      const plain = each.description || t('supply.unnamed')
      const name = supply.get(each.slot)?.class === 'receptacle' ? t('supply.chart_room', { name: plain }) : plain
      const count = (seen.get(name) ?? 0) + 1
      seen.set(name, count)
      return count === 1 ? name : `${name} (${count})`
    })
    return {
      label: t('supply.chart'),
      kind: 'levels',
      unit: t('supply.chart_unit'),
      range: [since, today + forecastDays * day],
      now: { at: today, label: t('supply.chart_now') },
      series: series.map((each, index) => {
        const row = forecast.get(each.slot)
        const level = levelNow(each.points, row, today, fresh)
        const trigger = triggerOf(row)
        return {
          name: names[index] ?? '',
          color: inks[inkOf(each.colorant)],
          points: stepsOf(each.points, levels.data?.silences ?? []),
          forecast: forecastOf(level, row, today),
          band: bandOf(level, row, today),
          trigger:
            trigger === undefined
              ? undefined
              : { level: trigger, label: t('supply.chart_trigger', { percent: format.percent(trigger) }) },
          aside: !replenished.test(supply.get(each.slot)?.type ?? ''),
        }
      }),
      marks: (orders.data?.items ?? [])
        .filter((order) => Date.parse(order.ordered_at) >= since)
        .map((order) => ({
          at: Date.parse(order.ordered_at),
          label: order.number,
          link: { to: '/supply-orders/$orderId', params: { orderId: order.id } },
        })),
      marksLabel: t('supply.chart_orders'),
      explained: t('supply.chart_explained'),
      table: {
        header: [t('supply.chart_time'), ...names],
        rows: times.map((time, index) => [time, ...(rows[index] ?? [])]),
        words: times.map((time, index) => [
          format.dateTime(time),
          ...(rows[index] ?? []).map((value) => (value === null ? '–' : format.percent(value))),
        ]),
        times: times.map((time) => Date.parse(time)),
      },
      formatValue: (value) => format.percent(value),
      formatTime: (time) => format.date(time),
    }
  }, [levels.data, orders.data, forecasts.data, printer.supplies, printer.polling_interval_seconds, t, format])
  return (
    <Panel title={t('supply.history')} id="levels">
      {levels.isPending ? (
        <Lines count={8} />
      ) : levels.isError ? (
        <Problem error={levels.error} onRetry={() => void levels.refetch()} />
      ) : model ? (
        <Chart model={model} fileName={`supply-levels-${printer.serial_number ?? printer.id}`} />
      ) : (
        <p className="muted">{t('supply.no_history')}</p>
      )}
    </Panel>
  )
}
