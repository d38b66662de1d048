import type { Contract, ContractBody } from './contractsApi.ts'
import type { TermValues } from './termValues.ts'
import { termsBody, termValues } from './termValues.ts'

export const supplyKinds = ['toner', 'ink', 'waste_toner'] as const

export interface ContractValues extends TermValues {
  organization_id: string
  number: string
  name: string
  customer: string
  supplies: string[]
  excluded_kinds: string[]
  starts_on: string
  ends_on: string
}

export const contractValues = (
  contract?: Contract,
  organization_id = contract?.organization_id ?? '',
): ContractValues => ({
  ...termValues(contract),
  organization_id,
  number: contract?.number ?? '',
  name: contract?.name ?? '',
  customer: contract?.customer ?? 'self_service',
  supplies: (contract?.supplies_included ?? true) ? ['yes'] : [],
  excluded_kinds: [...(contract?.excluded_kinds ?? [])],
  starts_on: contract?.starts_on ?? '',
  ends_on: contract?.ends_on ?? '',
})

const day = (text: string): string | null => (text.trim() === '' ? null : text.trim())

export const contractBody = (values: ContractValues): ContractBody => ({
  ...termsBody(values),
  number: values.number.trim(),
  name: values.name.trim(),
  customer: values.customer as NonNullable<ContractBody['customer']>,
  supplies_included: values.supplies.length > 0,
  excluded_kinds: [...values.excluded_kinds].sort(),
  starts_on: day(values.starts_on),
  ends_on: day(values.ends_on),
})

/** A day that exists, as the API takes it. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text.trim())) return false
  const read = new Date(`${text.trim()}T00:00:00Z`)
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text.trim())
}
