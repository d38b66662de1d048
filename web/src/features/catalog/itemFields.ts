import { limits } from '../../api/limits.ts'
import { externalIdsOf, externalIdsText } from '../../ui/form/externalIds.ts'
import { wholeNumber } from '../../lib/typedNumbers.ts'
import type { Item, ItemBody } from './catalogApi.ts'
import type { NewItemSearch } from './catalogSearch.ts'
import { amountText, readAmount } from '../../lib/prices.ts'

/** Every field is text while it is typed. */
export interface ItemValues {
  [key: string]: unknown
  part_number: string
  manufacturer: string
  name: string
  kind: string
  supply_type: string
  colorant: string
  yield_pages: string
  starter_yield_pages: string
  lead_time_days: string
  price: { amount_minor: string; currency: string }
  active: string[]
  /** "Manufacturer: model" each. */
  models: string[]
  external_ids: string
}

interface Model {
  manufacturer: string
  model: string
}

export const modelText = ({ manufacturer, model }: Model): string => `${manufacturer}: ${model}`

/** What stands before the first colon is the maker; without one it is who makes the item. */
export function modelOf(text: string, maker: string): Model {
  const colon = text.indexOf(':')
  return colon < 0
    ? { manufacturer: maker.trim(), model: text.trim() }
    : { manufacturer: text.slice(0, colon).trim(), model: text.slice(colon + 1).trim() }
}

const number = (value: number | null | undefined): string => (value ? String(value) : '')

export function itemValues(item?: Item, from: NewItemSearch = {}): ItemValues {
  const { manufacturer, model, supply_type, colorant } = from
  return {
    part_number: item?.part_number ?? '',
    manufacturer: item?.manufacturer ?? manufacturer ?? '',
    name: item?.name ?? '',
    kind: item?.kind ?? 'original',
    supply_type: item?.supply_type ?? supply_type ?? 'toner',
    colorant: item?.colorant ?? colorant ?? '',
    yield_pages: number(item?.yield_pages),
    starter_yield_pages: number(item?.starter_yield_pages),
    lead_time_days:
      item?.lead_time_days === undefined || item.lead_time_days === null ? '' : String(item.lead_time_days),
    price: {
      amount_minor:
        item?.price && item.price.amount_minor !== undefined && item.price.amount_minor !== null
          ? amountText(item.price.amount_minor, item.price.currency)
          : '',
      currency: item?.price?.currency ?? '',
    },
    active: (item?.active ?? true) ? ['yes'] : [],
    models: item ? item.models.map(modelText) : manufacturer && model ? [modelText({ manufacturer, model })] : [],
    external_ids: externalIdsText(item?.external_ids),
  }
}

const currencyOf = ({ price }: ItemValues): string => price.currency.trim().toUpperCase()

export function itemBody(values: ItemValues): ItemBody {
  const currency = currencyOf(values)
  const amount = values.price.amount_minor.trim()
  return {
    part_number: values.part_number.trim(),
    manufacturer: values.manufacturer.trim(),
    name: values.name.trim(),
    kind: values.kind as NonNullable<ItemBody['kind']>,
    supply_type: values.supply_type,
    colorant: values.colorant.trim(),
    yield_pages: wholeNumber(values.yield_pages) ?? 0,
    starter_yield_pages: wholeNumber(values.starter_yield_pages) ?? 0,
    lead_time_days: values.lead_time_days.trim() === '' ? null : (wholeNumber(values.lead_time_days) ?? null),
    price:
      amount === '' ? { amount_minor: null, currency: '' } : { amount_minor: readAmount(amount, currency), currency },
    active: values.active.length > 0,
    models: values.models.map((text) => modelOf(text, values.manufacturer)),
    external_ids: externalIdsOf(values.external_ids),
  }
}

/** What the server takes of each field that is text. */
export const itemLimits = {
  part_number: limits.CatalogItemBody.part_number,
  manufacturer: limits.CatalogItemBody.manufacturer,
  name: limits.CatalogItemBody.name,
  colorant: limits.CatalogItemBody.colorant,
}

/** Codes of what is wrong; the form has the words. The server checks again and knows more. */
export type ItemProblem = 'required' | 'whole_number' | 'amount' | 'currency'

export function checkItem(values: ItemValues): Partial<Record<string, ItemProblem>> {
  const problems: Partial<Record<string, ItemProblem>> = {}
  for (const name of ['part_number', 'manufacturer', 'name', 'supply_type'] as const)
    if (values[name].trim() === '') problems[name] = 'required'
  for (const name of ['yield_pages', 'starter_yield_pages', 'lead_time_days'] as const)
    if (values[name].trim() !== '' && wholeNumber(values[name]) === undefined) problems[name] = 'whole_number'
  const amount = values.price.amount_minor.trim()
  const currency = currencyOf(values)
  if (amount !== '' && readAmount(amount, currency) === undefined) problems['price.amount_minor'] = 'amount'
  if (currency !== '' && !/^[A-Z]{3}$/.test(currency)) problems['price.currency'] = 'currency'
  if (amount !== '' && currency === '') problems['price.currency'] = 'required'
  return problems
}
