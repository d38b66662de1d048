import type { TFunction } from 'i18next'
import type { Formatter } from '../../lib/format.ts'
import type { AlertNotice, AlertRule } from './alertFields.ts'

type Told = Pick<AlertNotice, 'condition' | 'supply' | 'value'>

/** "Supply below 10%" */
export const ruleWords = (t: TFunction, format: Formatter, rule: Pick<AlertRule, 'condition' | 'threshold'>): string =>
  rule.condition === 'supply_percent'
    ? t('alerts.rule.supply_percent', { percent: format.percent(rule.threshold) })
    : t(`alerts.rule.${rule.condition}`, { count: rule.threshold })

/** "black toner: 8%" */
export function valueWords(t: TFunction, format: Formatter, told: Told): string {
  const value =
    told.condition === 'supply_percent'
      ? format.percent(told.value)
      : t(`alerts.value.${told.condition}`, { count: Math.floor(told.value) })
  return told.supply === '' ? value : t('alerts.supply_value', { supply: told.supply, value })
}

/** "All printers", or where and which. */
export const scopeWords = (t: TFunction, format: Formatter, rule: Pick<AlertRule, 'sites' | 'models'>): string =>
  rule.sites.length === 0 && rule.models.length === 0
    ? t('alerts.all_printers')
    : format.list([...rule.sites.map((site) => (site === '' ? t('alerts.deleted_site') : site)), ...rule.models])
