import { limits } from '../../api/limits.ts'
import type { Contact } from '../../api/types.ts'
import { externalIdsOf, externalIdsText } from '../../ui/form/externalIds.ts'
import type { Errors } from '../../ui/form/useForm.ts'
import { breachOf, within } from '../../ui/form/limits.ts'
import { getAt, textOf, trimmed } from '../../ui/form/values.ts'
import type { ContactBody } from './contactsApi.ts'

export const addressFields = [
  'street1',
  'street2',
  'street3',
  'building',
  'floor',
  'room',
  'city',
  'state',
  'postal_code',
  'country',
] as const
export const phoneFields = ['country_code', 'number', 'extension'] as const

/** Every field is text while it is typed. */
export interface ContactValues {
  [key: string]: unknown
  /** Whose contact it becomes; what exists already stays where it is. */
  organization_id: string
  first_name: string
  last_name: string
  company: string
  email: string
  /** '' leaves it to the organization. */
  language: string
  phone: Record<(typeof phoneFields)[number], string>
  address: Record<(typeof addressFields)[number], string>
  external_ids: string
}

const texts = <K extends string>(names: readonly K[], from: Partial<Record<K, string | null>> | undefined) =>
  Object.fromEntries(names.map((name) => [name, from?.[name] ?? ''])) as Record<K, string>

export function contactValues(contact?: Contact, organization_id = contact?.organization_id ?? ''): ContactValues {
  return {
    organization_id,
    ...texts(['first_name', 'last_name', 'company', 'email', 'language'] as const, contact),
    phone: texts(phoneFields, contact?.phone),
    address: texts(addressFields, contact?.address),
    external_ids: externalIdsText(contact?.external_ids),
  }
}

export function contactBody(values: ContactValues): ContactBody {
  const { organization_id: _organization, language, external_ids, ...rest } = values
  return { ...trimmed(rest), language: language || null, external_ids: externalIdsOf(external_ids) }
}

/** What the server takes of each field. */
export const contactLimits = {
  ...limits.ContactBody,
  ...within('phone', limits.Phone),
  ...within('address', limits.Address),
}

/** Codes of what is wrong; the form has the words. The server checks again and knows more (assigned country codes). */
export type ContactProblem =
  'required' | 'name_or_company' | 'email' | 'digits' | 'phone_length' | 'phone_number_missing'

const email = /^[^\s@"(),:;<>[\]\\]+@[^\s@.]+(\.[^\s@.]+)+$/u

export function checkContact(values: ContactValues): Partial<Record<string, ContactProblem>> {
  const problems: Partial<Record<string, ContactProblem>> = {}
  if (values.organization_id === '') problems.organization_id = 'required'
  if (values.last_name.trim() === '' && values.company.trim() === '') problems.last_name = 'name_or_company'
  const address = values.email.trim()
  if (address !== '' && !email.test(address)) problems.email = 'email'
  const code = values.phone.country_code.trim()
  const number = values.phone.number.trim()
  for (const name of phoneFields) {
    if (breachOf(limits.Phone[name], values.phone[name]) === 'pattern') problems[`phone.${name}`] = 'digits'
  }
  // E.164: at most 15 digits with the country code.
  if ((code + number).replace(/\D/g, '').length > 15) problems['phone.number'] = 'phone_length'
  if (code !== '' && number === '') problems['phone.number'] = 'phone_number_missing'
  for (const name of ['address.street1', 'address.city', 'address.country']) {
    if (textOf(getAt(values, name)).trim() === '') problems[name] = 'required'
  }
  return problems
}

export function worded(
  problems: Partial<Record<string, ContactProblem>>,
  word: (problem: ContactProblem) => string,
): Errors {
  return Object.fromEntries(Object.entries(problems).map(([name, problem]) => [name, problem && word(problem)]))
}
