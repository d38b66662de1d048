import type { EChartsCoreOption } from 'echarts/core'
import type { ColorName } from '../tokens.ts'
import { fontFamily } from '../tokens.ts'
import type { ChartModel, ChartSeries } from './model.ts'

/** Colours of the theme that is on, and whether the system asks for less motion. */
export interface Look {
  ink: (name: ColorName) => string
  calm: boolean
}

/** With more supplies than these their areas would cover one another. */
export const mostBands = 2

interface TooltipItem {
  seriesName: string
  value: [number, number | null]
  name: string
}

/** What stands in brackets goes below, so that one long name does not hide the names beside it. */
const onTwoLines = (name: string): string => name.replace(' (', '\n(')

/** A point between two nulls has no line to either side: it is drawn as a dot. */
export function isLonely(points: ChartSeries['points'], index: number): boolean {
  const value = (at: number) => points[at]?.[1] ?? null
  return value(index) !== null && value(index - 1) === null && value(index + 1) === null
}

/** How `model` is drawn: its series but those in `hidden`. Pure; nothing is drawn that the model does not say. */
export function optionOf(model: ChartModel, hidden: ReadonlySet<string>, { ink, calm }: Look): EChartsCoreOption {
  const bars = model.kind === 'bars'
  const text = { color: ink('textMuted'), fontFamily: fontFamily.text, fontSize: 12 }
  // Black toner would vanish on a dark ground; as a line it takes the colour of text.
  const lineInk = (name: ColorName) => (name === 'tonerBlack' ? ink('text') : ink(name))
  const shown = model.series.filter((each) => !hidden.has(each.name))
  const withBands = shown.filter((each) => each.band?.length).length <= mostBands

  const series: object[] = shown.map((each) => ({
    type: bars ? 'bar' : 'line',
    id: `level ${each.name}`,
    name: each.name,
    data: bars
      ? each.points.map(([at, value]) => ({
          value: [model.categories?.[at] ?? at, value],
          itemStyle: model.partial?.includes(at) ? { opacity: 0.5 } : undefined,
        }))
      : each.points.map(([at, value], index) =>
          isLonely(each.points, index)
            ? { value: [at, value], symbol: 'circle', symbolSize: 6 }
            : { value: [at, value], symbol: 'none' },
        ),
    color: lineInk(each.color),
    stack: bars ? 'all' : undefined,
    barMaxWidth: 36,
    // What is read holds until something else is read: nothing is drawn between two readings.
    step: bars ? undefined : 'end',
    connectNulls: false,
    lineStyle: { width: 2 },
    emphasis: { disabled: true },
  }))
  for (const each of shown) {
    if (withBands && each.band && each.band.length > 0) {
      // Two lines on top of each other: nothing up to the low one, the area from there to the high one.
      const part = {
        type: 'line',
        name: each.name,
        stack: `band ${each.name}`,
        color: lineInk(each.color),
        showSymbol: false,
        silent: true,
        lineStyle: { width: 0 },
        emphasis: { disabled: true },
        tooltip: { show: false },
      }
      series.push({ ...part, id: `low ${each.name}`, data: each.band.map(([at, low]) => [at, low]) })
      series.push({
        ...part,
        id: `high ${each.name}`,
        data: each.band.map(([at, low, high]) => [at, high - low]),
        areaStyle: { color: lineInk(each.color), opacity: 0.14 },
      })
    }
    if (!each.forecast || each.forecast.length === 0) continue
    series.push({
      type: 'line',
      id: `forecast ${each.name}`,
      name: each.name,
      data: each.forecast,
      color: lineInk(each.color),
      showSymbol: false,
      lineStyle: { width: 2, type: [4, 5], opacity: 0.7 },
      emphasis: { disabled: true },
    })
  }
  const lines: object[] = []
  if (model.now)
    lines.push({
      xAxis: model.now.at,
      label: { formatter: model.now.label, position: 'end', ...text },
      lineStyle: { color: ink('control'), type: 'solid', width: 1 },
    })
  for (const mark of model.marks ?? [])
    lines.push({
      xAxis: mark.at,
      label: { show: false },
      lineStyle: { color: ink('control'), type: 'dotted', width: 1 },
    })
  const [only] = shown
  if (shown.length === 1 && only?.trigger)
    lines.push({
      yAxis: only.trigger.level,
      label: { formatter: only.trigger.label, position: 'insideStartTop', ...text },
      lineStyle: { color: ink('warning'), type: 'dashed', width: 1 },
    })
  if (lines.length > 0)
    series.push({
      type: 'line',
      id: 'lines',
      data: [],
      silent: true,
      tooltip: { show: false },
      markLine: { symbol: 'none', silent: true, animation: false, data: lines },
    })

  return {
    animation: false,
    textStyle: text,
    grid: { left: 8, right: 16, top: 28, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'axis',
      // Plain text: the content security policy forbids markup with styles, and names come from printers.
      renderMode: 'richText',
      confine: true,
      backgroundColor: ink('raised'),
      borderColor: ink('line'),
      textStyle: { ...text, color: ink('text') },
      transitionDuration: calm ? 0 : 0.1,
      axisPointer: {
        type: bars ? 'shadow' : 'line',
        lineStyle: { color: ink('control') },
        shadowStyle: { color: ink('sunken'), opacity: 0.5 },
      },
      formatter: (items: TooltipItem[]) => {
        const known = items.filter((item) => item.value[1] !== null && item.value[1] !== undefined)
        const first = items[0]
        if (!first) return ''
        return [
          bars ? first.name : model.formatTime(first.value[0]),
          ...known.map((item) => `${item.seriesName}: ${model.formatValue(item.value[1] ?? 0)}`),
        ].join('\n')
      },
    },
    xAxis: bars
      ? {
          type: 'category',
          data: model.categories,
          axisLabel: { ...text, formatter: onTwoLines },
          axisTick: { show: false },
          axisLine: { lineStyle: { color: ink('lineStrong') } },
        }
      : {
          type: 'time',
          min: model.range?.[0],
          max: model.range?.[1],
          axisLabel: { ...text, hideOverlap: true, formatter: (at: number) => model.formatTime(at) },
          axisLine: { lineStyle: { color: ink('lineStrong') } },
          splitLine: { show: false },
        },
    yAxis: {
      type: 'value',
      min: 0,
      max: model.kind === 'levels' ? 100 : undefined,
      name: model.unit,
      nameTextStyle: { ...text, align: 'left' },
      nameGap: 10,
      axisLabel: { ...text, formatter: (value: number) => model.formatValue(value) },
      splitLine: { lineStyle: { color: ink('line') } },
    },
    series,
  }
}
