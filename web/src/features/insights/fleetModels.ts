import type { TFunction } from 'i18next'
import type { Get } from '../../api/types.ts'
import type { Formatter } from '../../lib/format.ts'
import type { ChartModel } from '../../ui/chart/model.ts'

export type FleetFigures = Get<'/api/v1/fleet-figures'>
type Month = Pick<FleetFigures['months'][number], 'month' | 'pages' | 'color_pages' | 'printers'>

/** Pages month by month, mono and color; the running month is drawn lighter. */
export function monthsModel(t: TFunction, format: Formatter, months: Month[], today: string): ChartModel {
  const names = months.map(({ month }) => format.month(`${month}T12:00:00Z`))
  const mono = ({ pages, color_pages }: Month) => Math.max(pages - color_pages, 0)
  return {
    label: t('insights.months'),
    kind: 'bars',
    unit: '',
    categories: names,
    partial: months.flatMap(({ month }, index) => (month.slice(0, 7) === today.slice(0, 7) ? [index] : [])),
    series: [
      { name: t('insights.mono'), color: 'text', points: months.map((month, index) => [index, mono(month)]) },
      {
        name: t('insights.color'),
        color: 'accent',
        points: months.map(({ color_pages }, index) => [index, color_pages]),
      },
    ],
    table: {
      header: [t('insights.month'), t('insights.mono'), t('insights.color'), t('insights.printers')],
      rows: months.map((month) => [month.month.slice(0, 7), mono(month), month.color_pages, month.printers]),
      words: months.map((month, index) => [
        names[index] ?? '',
        format.number(mono(month)),
        format.number(month.color_pages),
        format.number(month.printers),
      ]),
      times: months.map((_month, index) => index),
    },
    formatValue: (value) => format.number(value),
    formatTime: (at) => names[at] ?? '',
  }
}

/** So many places have a bar; the table has all. */
const mostBars = 12

/** Where the printers are: the largest places as bars, all of them as a table. */
export function placesModel(t: TFunction, format: Formatter, places: FleetFigures['places']): ChartModel {
  const nameOf = ({ country, city }: FleetFigures['places'][number]) =>
    [city, country === '' ? '' : format.country(country)].filter(Boolean).join(', ') || t('insights.no_place')
  const bars = places.slice(0, mostBars)
  return {
    label: t('insights.places'),
    kind: 'bars',
    unit: '',
    categories: bars.map(nameOf),
    series: [
      { name: t('insights.printers'), color: 'accent', points: bars.map(({ printers }, index) => [index, printers]) },
    ],
    table: {
      header: [t('insights.place'), t('insights.sites'), t('insights.printers'), t('insights.troubled')],
      rows: places.map((place) => [nameOf(place), place.sites, place.printers, place.troubled]),
      words: places.map((place) => [
        nameOf(place),
        format.number(place.sites),
        format.number(place.printers),
        format.number(place.troubled),
      ]),
      times: places.map((_place, index) => index),
    },
    formatValue: (value) => format.number(value),
    formatTime: (at) => (bars[at] ? nameOf(bars[at]) : ''),
  }
}

/** Percent that were left on average; null where nothing is known. */
export const meanLeft = ({
  levels_left,
  levels_known,
}: Pick<FleetFigures, 'levels_left' | 'levels_known'>): number | null =>
  levels_known > 0 ? levels_left / levels_known : null
