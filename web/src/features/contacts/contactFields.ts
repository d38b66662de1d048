import { limits } from '../../api/limits.ts'
import type { Contact } from '../../api/types.ts'
import { externalIdsOf, externalIdsText } from '../../ui/form/externalIds.ts'
import type { Errors } from '../../ui/form/useForm.ts'
import type { Limits } from '../../ui/form/limits.ts'
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

/** What is not seen, of which a text that says something has more than this (base::csv::Trim of the server). */
const unseen = /\u034F|[\p{Cc}\p{Zs}\u2028\u2029\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF]/gu
const isBlank = (text: string): boolean => text.replaceAll(unseen, '') === ''

/** Marks that come along when a number or an address is copied; no-break spaces are spaces. The server does the same. */
const marks = /[\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u2069\uFEFF]/gu
const noBreakSpaces = /[\u00A0\u2007\u202F]/gu
const withoutMarks = (text: string): string => text.replaceAll(marks, '').replaceAll(noBreakSpaces, ' ').trim()
const digitsOf = (text: string): string => text.replaceAll(/\D/g, '')

export function contactBody(values: ContactValues): ContactBody {
  const { organization_id: _organization, language, external_ids, ...rest } = values
  return { ...trimmed(rest), language: language || null, external_ids: externalIdsOf(external_ids) }
}

/** What the server takes of each field. Signs of telephone numbers are checkContact's: it knows what is pasted with them. */
export const contactLimits: Limits = {
  ...limits.ContactBody,
  ...within(
    'phone',
    Object.fromEntries(phoneFields.map((name) => [name, { maxLength: limits.Phone[name].maxLength }])),
  ),
  ...within('address', limits.Address),
}

/** Codes of what is wrong; the form has the words. The server checks again and knows more (assigned country codes). */
export type ContactProblem =
  'required' | 'name_or_company' | 'email' | 'digits' | 'phone_length' | 'phone_number_missing' | 'phone_code_missing'

// base::IsEmailAddress of the server: its signs, its labels, and its length in octets.
const localPart = /^[\w.!#$%&'*+/=?^`{|}~\u0080-\u{10FFFF}-]+$/u
const label = /^[a-zA-Z0-9\u0080-\u{10FFFF}]([a-zA-Z0-9\u0080-\u{10FFFF}-]*[a-zA-Z0-9\u0080-\u{10FFFF}])?$/u
const octets = (text: string): number => new TextEncoder().encode(text).length

function isEmail(address: string): boolean {
  const at = address.lastIndexOf('@')
  const labels = address.slice(at + 1).split('.')
  return (
    at > 0 &&
    octets(address) <= 254 &&
    localPart.test(address.slice(0, at)) &&
    labels.length > 1 &&
    labels.every((each) => label.test(each) && octets(each) <= 63)
  )
}

export function checkContact(values: ContactValues): Partial<Record<string, ContactProblem>> {
  const problems: Partial<Record<string, ContactProblem>> = {}
  if (values.organization_id === '') problems.organization_id = 'required'
  if (isBlank(values.last_name) && isBlank(values.company)) problems.last_name = 'name_or_company'
  const address = withoutMarks(values.email)
  if (address !== '' && !isEmail(address)) problems.email = 'email'
  const [code, number, extension] = phoneFields.map((name) => digitsOf(values.phone[name])) as [string, string, string]
  // E.164: at most 15 digits with the country code.
  if ((code + number).length > 15) problems['phone.number'] = 'phone_length'
  // Half a number reaches nobody.
  if (number === '' && (code !== '' || extension !== '')) problems['phone.number'] = 'phone_number_missing'
  if (code === '' && number !== '') problems['phone.country_code'] = 'phone_code_missing'
  for (const name of phoneFields) {
    if (breachOf(limits.Phone[name], withoutMarks(values.phone[name])) === 'pattern')
      problems[`phone.${name}`] = 'digits'
  }
  for (const name of ['address.street1', 'address.city', 'address.country']) {
    if (isBlank(textOf(getAt(values, name)))) problems[name] = 'required'
  }
  return problems
}

export function worded(
  problems: Partial<Record<string, ContactProblem>>,
  word: (problem: ContactProblem) => string,
): Errors {
  return Object.fromEntries(Object.entries(problems).map(([name, problem]) => [name, problem && word(problem)]))
}
