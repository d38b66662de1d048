import type { ItemOf, PostBody } from '../../api/types.ts'
import { wholeNumber } from '../../lib/typedNumbers.ts'
import type { Condition } from './alertConditions.ts'
import { conditions, thresholds } from './alertConditions.ts'

export type AlertRule = ItemOf<'/api/v1/alert-rules'>
export type AlertNotice = ItemOf<'/api/v1/alert-notices'>
export type AlertRuleBody = PostBody<'/api/v1/alert-rules'>

export const mostCooldown = 720

/** What the form holds. */
export interface AlertRuleValues {
  [key: string]: unknown
  organization_id: string
  name: string
  condition: string
  threshold: string
  cooldown_hours: string
  site_ids: string[]
  models: string
  user_ids: string[]
  addresses: string
}

export const valuesOf = (rule: AlertRule | null, organization_id: string): AlertRuleValues => ({
  organization_id,
  name: rule?.name ?? '',
  condition: rule?.condition ?? 'supply_percent',
  threshold: String(rule?.threshold ?? thresholds.supply_percent.usual),
  cooldown_hours: String(rule?.cooldown_hours ?? 24),
  site_ids: rule?.site_ids ?? [],
  models: rule?.models.join('\n') ?? '',
  user_ids: rule?.user_ids ?? [],
  addresses: rule?.addresses.join('\n') ?? '',
})

export const conditionOf = (condition: string): Condition =>
  conditions.find((one) => one === condition) ?? 'supply_percent'

/** What lies on lines of its own. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** A threshold that the condition takes; undefined where what was typed is none. */
export function thresholdOf({ condition, threshold }: Pick<AlertRuleValues, 'condition' | 'threshold'>) {
  const { least, most } = thresholds[conditionOf(condition)]
  const number = wholeNumber(threshold)
  return number === undefined || number < least || number > most ? undefined : number
}

export function cooldownOf({ cooldown_hours }: Pick<AlertRuleValues, 'cooldown_hours'>) {
  const number = wholeNumber(cooldown_hours)
  return number === undefined || number > mostCooldown ? undefined : number
}

/** Null while a number is none. */
export function bodyOf(values: AlertRuleValues, enabled: boolean): AlertRuleBody | null {
  const [threshold, cooldown_hours] = [thresholdOf(values), cooldownOf(values)]
  if (threshold === undefined || cooldown_hours === undefined) return null
  return {
    name: values.name.trim(),
    condition: conditionOf(values.condition),
    threshold,
    cooldown_hours,
    site_ids: values.site_ids,
    models: linesOf(values.models),
    user_ids: values.user_ids,
    addresses: linesOf(values.addresses),
    enabled,
  }
}

/** The same rule, on or off. */
export const switched = (rule: AlertRule, enabled: boolean): AlertRuleBody => ({
  name: rule.name,
  condition: rule.condition,
  threshold: rule.threshold,
  cooldown_hours: rule.cooldown_hours,
  site_ids: rule.site_ids,
  models: rule.models,
  user_ids: rule.user_ids,
  addresses: rule.addresses,
  enabled,
})
