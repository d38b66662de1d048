import type { ColorName } from '../tokens.ts'

/** What a chart shows, in words and numbers; `option.ts` says how it is drawn, `draw.ts` draws it. */
export interface ChartModel {
  label: string
  kind: 'levels' | 'bars'
  /** Unit at the axis, e.g. "%". */
  unit: string
  series: ChartSeries[]
  /** For bars: names under them. For levels the axis is time. */
  categories?: string[]
  /** For bars: categories that are not whole, e.g. the month that is running; drawn lighter. */
  partial?: number[]
  /** For levels: what the axis shows, whatever there is to show; ms. */
  range?: [number, number]
  /** For levels: a line between what was read and what is expected. */
  now?: { at: number; label: string }
  /** Orders and the like: a mark at a time, named and linked below the drawing. */
  marks?: Array<{ at: number; label: string; link?: { to: string; params: Record<string, string> } }>
  marksLabel?: string
  /** What the dashed lines and the light areas mean, below the drawing. */
  explained?: string
  /** The exact figures: `rows` for the file, `words` for people, `times` for the keyboard (ms or category index). */
  table: { header: string[]; rows: Array<Array<string | number | null>>; words: string[][]; times: number[] }
  formatValue: (value: number) => string
  formatTime: (at: number) => string
}

export interface ChartSeries {
  name: string
  color: ColorName
  /** [time in ms or category index, value]. A level holds until the next point; null ends it. */
  points: Array<[number, number | null]>
  /** What is expected from now on, drawn dashed. */
  forecast?: Array<[number, number]>
  /** Where that probably lies: [time, low, high], drawn as a light area where few are shown. */
  band?: Array<[number, number, number]>
  /** The level at which an order is due, drawn where this is the only series that is shown. */
  trigger?: { level: number; label: string }
  /** Not drawn until it is chosen. */
  aside?: boolean
}
