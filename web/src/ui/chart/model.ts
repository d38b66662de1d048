import type { ColorName } from '../tokens.ts'

/** What a chart shows, in words and numbers; `draw.ts` makes the picture of it. */
export interface ChartModel {
  label: string
  kind: 'levels' | 'bars'
  /** Unit at the axis, e.g. "%". */
  unit: string
  series: ChartSeries[]
  /** For bars: names under them. For levels the axis is time. */
  categories?: string[]
  /** Orders and the like: a mark at a time. */
  marks?: Array<{ at: number; label: string }>
  /** The exact figures: `rows` for the file, `words` for people. */
  table: { header: string[]; rows: Array<Array<string | number | null>>; words: string[][] }
  /** How many places the keyboard can stop at. */
  points: number
  formatValue: (value: number) => string
  formatTime: (at: number) => string
}

export interface ChartSeries {
  name: string
  color: ColorName
  /** [time in ms or category index, value]; null breaks the line. */
  points: Array<[number, number | null]>
  /** What is expected from the last point on, drawn dashed. */
  forecast?: Array<[number, number]>
  /** Where that probably lies: [time, low, high], drawn as a light area. */
  band?: Array<[number, number, number]>
  /** Not drawn until it is chosen in the legend. */
  aside?: boolean
}
