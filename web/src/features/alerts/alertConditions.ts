/** What a rule looks for, in the order in which it is offered. */
export const conditions = ['supply_percent', 'supply_days', 'error', 'silent'] as const
export type Condition = (typeof conditions)[number]

/** What a threshold may be: percent, days, minutes, days. */
export const thresholds: Record<Condition, { least: number; most: number; usual: number }> = {
  supply_percent: { least: 1, most: 100, usual: 10 },
  supply_days: { least: 1, most: 365, usual: 14 },
  error: { least: 5, most: 43_200, usual: 60 },
  silent: { least: 1, most: 365, usual: 3 },
}
