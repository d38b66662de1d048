import { amountText, readAmount } from '../../lib/prices.ts'
import { wholeNumber } from '../../lib/typedNumbers.ts'
import type { OrderRules, OrderRulesBody } from './ordersApi.ts'

export const ruleFlags = ['approve_people', 'approve_extra', 'approve_generic', 'approve_own'] as const
type Flag = (typeof ruleFlags)[number]

/** The rules as they are typed. */
export interface RuleValues extends Record<string, unknown> {
  most_of_item: string
  most_in_cart: string
  flags: string[]
  approve_above_quantity: string
  approve_above_amount: string
  approve_currency: string
  service_desk: string
}

export const rulesValues = (rules: OrderRules): RuleValues => ({
  most_of_item: String(rules.most_of_item),
  most_in_cart: String(rules.most_in_cart),
  flags: ruleFlags.filter((flag) => rules[flag]),
  approve_above_quantity: rules.approve_above_quantity == null ? '' : String(rules.approve_above_quantity),
  approve_above_amount:
    rules.approve_above_amount_minor == null
      ? ''
      : amountText(Number(rules.approve_above_amount_minor), rules.approve_currency),
  approve_currency: rules.approve_currency,
  service_desk: rules.service_desk,
})

const currencyOf = (values: RuleValues): string => values.approve_currency.trim().toUpperCase()
const amountOf = (values: RuleValues): number | undefined => readAmount(values.approve_above_amount, currencyOf(values))

export type RuleProblem = 'number' | 'amount' | 'currency' | 'missing'

/** What is wrong with what was typed, by field. */
export function wrongRules(values: RuleValues): Record<string, RuleProblem> {
  const wrong: Record<string, RuleProblem> = {}
  const number = (name: 'most_of_item' | 'most_in_cart' | 'approve_above_quantity', most: number) => {
    if (values[name].trim() === '' && name === 'approve_above_quantity') return
    const typed = wholeNumber(values[name])
    if (typed === undefined || typed < 1 || typed > most) wrong[name] = 'number'
  }
  number('most_of_item', 999)
  number('most_in_cart', 9999)
  number('approve_above_quantity', 9999)
  const amount = values.approve_above_amount.trim()
  const currency = currencyOf(values)
  if (amount !== '' && amountOf(values) === undefined) wrong.approve_above_amount = 'amount'
  if (currency !== '' && !/^[A-Z]{3}$/.test(currency)) wrong.approve_currency = 'currency'
  if (amount !== '' && currency === '') wrong.approve_currency = 'missing'
  if (amount === '' && currency !== '') wrong.approve_above_amount = 'missing'
  return wrong
}

export function rulesBody(values: RuleValues): OrderRulesBody {
  const flag = (name: Flag) => values.flags.includes(name)
  const currency = currencyOf(values)
  return {
    most_of_item: wholeNumber(values.most_of_item) ?? 0,
    most_in_cart: wholeNumber(values.most_in_cart) ?? 0,
    approve_people: flag('approve_people'),
    approve_extra: flag('approve_extra'),
    approve_generic: flag('approve_generic'),
    approve_above_quantity: wholeNumber(values.approve_above_quantity) ?? null,
    approve_above_amount_minor: amountOf(values) ?? null,
    approve_currency: currency,
    approve_own: flag('approve_own'),
    service_desk: values.service_desk.trim(),
  }
}
