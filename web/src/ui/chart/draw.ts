import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import type { EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ColorName } from '../tokens.ts'
import { fontFamily } from '../tokens.ts'
import type { ChartModel } from './model.ts'

use([BarChart, LineChart, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

interface TooltipItem {
  seriesName: string
  color: string
  value: [number, number | null]
  name: string
}

/** Draws into `element` with the colours of the theme that is on; follows the element's size. */
export function draw(element: HTMLElement, model: ChartModel): { dispose: () => void; show: (index: number) => void } {
  const style = getComputedStyle(document.documentElement)
  const ink = (name: ColorName) => style.getPropertyValue(`--c-${name}`).trim()
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const chart = init(element, undefined, { renderer: 'svg' })
  const bars = model.kind === 'bars'
  const text = { color: ink('textMuted'), fontFamily: fontFamily.text, fontSize: 12 }
  // Black toner would vanish on a dark ground; as a line it takes the colour of text.
  const lineInk = (name: ColorName) => (name === 'tonerBlack' ? ink('text') : ink(name))

  const times = model.series.flatMap((each) => [...each.points.map(([at]) => at), ...(each.forecast ?? []).map(([at]) => at), ...(each.band ?? []).map(([at]) => at)])
  const [start, end] = [Math.min(...times), Math.max(...times)]
  const mark = (at: { at: number; label: string }) => ({
    xAxis: at.at,
    // Near an edge the words lean inwards, so that they are not cut off.
    label: { formatter: at.label, position: 'end', align: (at.at - start) / (end - start) > 0.85 ? 'right' : (at.at - start) / (end - start) < 0.15 ? 'left' : 'center', ...text },
    lineStyle: { color: ink('control'), type: 'dotted', width: 1 },
  })

  const series: object[] = model.series.map((each, index) => ({
    type: bars ? 'bar' : 'line',
    name: each.name,
    data: each.points.map(([at, value]) => (bars ? [model.categories?.[at] ?? at, value] : [at, value])),
    color: lineInk(each.color),
    stack: bars ? 'all' : undefined,
    barMaxWidth: 36,
    showSymbol: false,
    lineStyle: { width: 2 },
    emphasis: { disabled: true },
    markLine: index === 0 && model.marks?.length ? { symbol: 'none', silent: true, data: model.marks.map(mark) } : undefined,
  }))
  for (const each of model.series) {
    if (each.band && each.band.length > 0) {
      // Two lines on top of each other: nothing up to the low one, the area from there to the high one.
      const part = { type: 'line', name: each.name, stack: `band ${each.name}`, color: lineInk(each.color), showSymbol: false, silent: true, lineStyle: { width: 0 }, emphasis: { disabled: true }, tooltip: { show: false } }
      series.push({ ...part, data: each.band.map(([at, low]) => [at, low]) })
      series.push({ ...part, data: each.band.map(([at, low, high]) => [at, high - low]), areaStyle: { color: lineInk(each.color), opacity: 0.14 } })
    }
    if (!each.forecast || each.forecast.length === 0) continue
    series.push({ type: 'line', name: each.name, data: each.forecast, color: lineInk(each.color), showSymbol: false, silent: true, lineStyle: { width: 2, type: [4, 5], opacity: 0.7 }, tooltip: { show: false } })
  }
  const option: EChartsCoreOption = {
    animation: false,
    textStyle: text,
    grid: { left: 8, right: 16, top: 24, bottom: model.series.length > 1 ? 40 : 8, containLabel: true },
    legend: model.series.length > 1 ? { bottom: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: text, inactiveColor: ink('control'), data: model.series.map((each) => each.name), selected: Object.fromEntries(model.series.map((each) => [each.name, !each.aside])) } : undefined,
    tooltip: {
      trigger: 'axis',
      // Plain text: the content security policy forbids markup with styles, and names come from printers.
      renderMode: 'richText',
      backgroundColor: ink('raised'),
      borderColor: ink('line'),
      textStyle: { ...text, color: ink('text') },
      transitionDuration: calm ? 0 : 0.1,
      axisPointer: { type: bars ? 'shadow' : 'line', lineStyle: { color: ink('control') }, shadowStyle: { color: ink('sunken'), opacity: 0.5 } },
      formatter: (items: TooltipItem[]) => {
        const shown = items.filter((item) => item.value[1] !== null && item.value[1] !== undefined)
        const first = items[0]
        if (!first) return ''
        return [bars ? first.name : model.formatTime(first.value[0]), ...shown.map((item) => `${item.seriesName}: ${model.formatValue(item.value[1] ?? 0)}`)].join('\n')
      },
    },
    xAxis: bars
      ? { type: 'category', data: model.categories, axisLabel: text, axisTick: { show: false }, axisLine: { lineStyle: { color: ink('lineStrong') } } }
      : { type: 'time', axisLabel: { ...text, hideOverlap: true, formatter: (at: number) => model.formatTime(at) }, axisLine: { lineStyle: { color: ink('lineStrong') } }, splitLine: { show: false } },
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
  chart.setOption(option)
  const observer = new ResizeObserver(() => chart.resize())
  observer.observe(element)
  return {
    dispose: () => {
      observer.disconnect()
      chart.dispose()
    },
    show: (index) => chart.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: index }),
  }
}
