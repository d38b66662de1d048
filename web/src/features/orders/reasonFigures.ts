import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderLine } from '../../api/types.ts'
import type { Formatter } from '../../lib/format.ts'

/**
 * In the order in which one reads them: what is there, how fast it goes, how long it lasts, what the rule says, what
 * was done. What is not listed here comes after it.
 */
const reading = [
  'percent',
  'usable_percent',
  'silent_days',
  'shelf',
  'in_transit',
  'daily_percent',
  'low',
  'days',
  'high',
  'lasts_days',
  'risk',
  'trigger_days',
  'due_in_days',
  'announced_on',
  'quantity',
  'cover_days',
]
/** Words that sentences are chosen by, and what `useGaugeWords` says; no figures. */
const chosenBy = new Set(['level', 'moved', 'gauge', 'gauge_step'])
const units: Record<string, 'percent' | 'days' | 'cartridges'> = {
  percent: 'percent',
  usable_percent: 'percent',
  daily_percent: 'percent',
  risk: 'percent',
  silent_days: 'days',
  low: 'days',
  days: 'days',
  high: 'days',
  lasts_days: 'days',
  trigger_days: 'days',
  due_in_days: 'days',
  cover_days: 'days',
  shelf: 'cartridges',
  in_transit: 'cartridges',
  quantity: 'cartridges',
}

/** The names of a reason's figures as Why? lists them. */
export function figureNames(args: object): string[] {
  const place = (name: string) => (reading.includes(name) ? reading.indexOf(name) : reading.length)
  return Object.keys(args)
    .filter((name) => !chosenBy.has(name))
    .sort((a, b) => place(a) - place(b))
}

const gauges = ['steps', 'stages', 'some'] as const

/** Why what is counted on is not what the printer says, where its gauge is a coarse one; null for a fine gauge. */
export function useGaugeWords(format: Formatter): (args: OrderLine['reason']['args']) => string | null {
  const { t } = useTranslation()
  return (args) => {
    const { gauge, gauge_step, usable_percent } = (args ?? {}) as Record<string, unknown>
    const known = gauges.find((each) => each === gauge)
    if (!known || usable_percent === undefined) return null
    return t(`why.gauge.${known}`, { step: format.percent(Number(gauge_step ?? 0)) })
  }
}

/** The figures of a reason, for Why?: in reading order, numbers by locale with their units, the rest as it came. */
export function useReasonFigures(format: Formatter): (args: OrderLine['reason']['args']) => Array<[string, ReactNode]> {
  const { t, i18n } = useTranslation()
  return (args) =>
    figureNames(args ?? {}).flatMap((name): Array<[string, ReactNode]> => {
      const value: unknown = (args as Record<string, unknown>)[name]
      const unit = units[name]
      if (name === 'percent' && (args as Record<string, unknown>).level === 'room')
        return [[t('why.figure.room'), t('why.unit.percent', { value: format.number(Number(value), 1) })]]
      if (typeof value === 'number' && unit)
        return [
          [
            t(`why.figure.${name}` as 'why.figure.days_left'),
            t(`why.unit.${unit}`, { value: format.number(value, name === 'daily_percent' ? 2 : 1), count: value }),
          ],
        ]
      const label = i18n.exists(`why.figure.${name}`)
        ? t(`why.figure.${name}` as 'why.figure.days_left')
        : name.replaceAll('_', ' ')
      const word =
        typeof value === 'number'
          ? format.number(value, 1)
          : typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
            ? format.day(value)
            : String(value)
      return [[label, word]]
    })
}
