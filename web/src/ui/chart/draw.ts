import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use as register } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import type { ColorName } from '../tokens.ts'
import type { ChartModel } from './model.ts'
import { optionOf } from './option.ts'

register([BarChart, LineChart, GridComponent, MarkLineComponent, TooltipComponent, SVGRenderer])

export interface Drawn {
  /** Draws all series but these. */
  hide: (hidden: ReadonlySet<string>) => void
  /** Shows the values at a time of the model's table. */
  show: (index: number) => void
  dispose: () => void
}

/** Draws into `element` with the colours of the theme that is on; follows the element's size. */
export function draw(element: HTMLElement, model: ChartModel, hidden: ReadonlySet<string>): Drawn {
  const style = getComputedStyle(document.documentElement)
  const look = {
    ink: (name: ColorName) => style.getPropertyValue(`--c-${name}`).trim(),
    calm: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  }
  const chart = init(element, undefined, { renderer: 'svg' })
  chart.setOption(optionOf(model, hidden, look))
  const observer = new ResizeObserver(() => chart.resize())
  observer.observe(element)
  return {
    hide: (names) => chart.setOption(optionOf(model, names, look), { notMerge: true }),
    show: (index) => {
      const at = model.table.times[index]
      if (at === undefined) return
      const x = chart.convertToPixel({ xAxisIndex: 0 }, at)
      chart.dispatchAction({ type: 'showTip', x, y: element.clientHeight / 2 })
    },
    dispose: () => {
      observer.disconnect()
      chart.dispose()
    },
  }
}
