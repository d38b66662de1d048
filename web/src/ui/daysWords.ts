import type { TFunction } from 'i18next'

/** "27 days"; beyond a year the number says nothing any more. `left` adds that they are what is left. */
export function daysWords(t: TFunction, days: number | null | undefined, left = false): string | null {
  if (days === null || days === undefined) return null
  if (days > 365) return t('supply.over_a_year')
  return t(left ? 'supply.days_left_short' : 'supply.days_short', { days: Math.floor(days) })
}
