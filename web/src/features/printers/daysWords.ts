import type { TFunction } from 'i18next'

/** "27 days"; beyond a year the number says nothing any more. `left` adds that they are what is left. */
export function daysWords(t: TFunction, days: number | null | undefined, left = false): string | null {
  if (days === null || days === undefined) return null
  if (days > 365) return t('supply.over_a_year')
  return t(left ? 'supply.days_left_short' : 'supply.days_short', { days: Math.floor(days) })
}

interface Forecast {
  days_left?: number | null
  days_left_low?: number | null
  days_left_high?: number | null
}

/** "24 to 40": where the days left probably lie; null where there is no forecast, or the range says nothing. */
export function likelyDays(t: TFunction, { days_left_low: low, days_left_high: high }: Forecast): string | null {
  if (low === null || low === undefined || high === null || high === undefined) return null
  if (low > 365) return null
  return high > 365
    ? t('supply.likely_from', { low: Math.floor(low) })
    : t('supply.likely', { low: Math.floor(low), high: Math.floor(high) })
}

/** "Lasts about 31 days, likely 24 to 40." */
export function lastsWords(t: TFunction, forecast: Forecast): string | null {
  const [days, likely] = [daysWords(t, forecast.days_left), likelyDays(t, forecast)]
  if (days === null) return null
  return likely === null ? t('supply.lasts', { days }) : t('supply.lasts_likely', { days, likely })
}

/** The days left, or why there are none: "replaced since, next estimate tonight". */
export function daysOrWhy(
  t: TFunction,
  supply: { days_left?: number | null; replaced_since_estimate?: boolean; estimate?: string },
  left = false,
): string | null {
  if (supply.replaced_since_estimate || supply.estimate === 'replaced') return t('supply.replaced_since')
  return daysWords(t, supply.days_left, left)
}
