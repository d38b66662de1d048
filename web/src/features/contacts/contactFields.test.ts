import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { breachOf } from '../../ui/form/limits.ts'
import { checkContact, contactBody, contactLimits, contactValues } from './contactFields.ts'
import { differing, getAt, setAt, textOf } from '../../ui/form/values.ts'

const good = [
  ['first_name', 'Anna'],
  ['last_name', 'Berger'],
  ['address.street1', 'Industriestraße 1'],
  ['address.city', 'Kiel'],
  ['address.country', 'DE'],
].reduce((values, [name, value]) => setAt(values, name ?? '', value), contactValues(undefined, 'acme'))

describe('a contact (CON-1)', () => {
  it('needs a last name or a company, and an address that a parcel finds', () => {
    expect(checkContact(contactValues())).toEqual({
      organization_id: 'required',
      last_name: 'name_or_company',
      'address.street1': 'required',
      'address.city': 'required',
      'address.country': 'required',
    })
    expect(checkContact(good)).toEqual({})
    expect(checkContact(setAt(setAt(good, 'last_name', ' '), 'company', 'Stadtwerke'))).toEqual({})
  })

  it.each(['anna', 'anna@', '@x.de', 'a b@x.de', 'anna@localhost', 'anna@x..de'])('refuses the address %s', (email) => {
    expect(checkContact(setAt(good, 'email', email))).toEqual({ email: 'email' })
  })

  it.each(['anna@example.com', 'a.b+c@mail.example.co.uk', 'änna@bücher.de'])('takes the address %s', (email) => {
    expect(checkContact(setAt(good, 'email', email))).toEqual({})
  })

  it('keeps phone numbers within E.164 (CON-5)', () => {
    const phone = (code: string, number: string) =>
      checkContact(setAt(setAt(good, 'phone.country_code', code), 'phone.number', number))
    expect(phone('+49', '40 555')).toEqual({})
    expect(phone('(49)', '40x')).toEqual({ 'phone.country_code': 'digits', 'phone.number': 'digits' })
    expect(phone('49', '')).toEqual({ 'phone.number': 'phone_number_missing' })
    expect(phone('49', '1234567890123')).toEqual({})
    expect(phone('49', '12345678901234')).toEqual({ 'phone.number': 'phone_length' })
  })

  it('is sent with its language, and none leaves it to the organization; two versions differ in it (PRT-4)', () => {
    const german = setAt(good, 'language', 'de')
    expect(contactBody(german).language).toBe('de')
    expect(contactBody(good).language).toBeNull()
    expect(contactBody(german)).not.toHaveProperty('organization_id')
    expect(differing(good, german)).toEqual(['language'])
  })

  it('is sent without the spaces around', () => {
    expect(contactBody(setAt(good, 'first_name', '  Anna ')).first_name).toBe('Anna')
  })
})

interface Case {
  says: string
  fields: Record<string, string>
  /** The field that is wrong. */
  refused?: string
}

// The server's CheckContact is held to the same file (contact_rules_test.cpp).
const cases = JSON.parse(
  readFileSync(new URL('../../../../tests/golden/contacts/inputs.json', import.meta.url), 'utf8'),
) as Case[]

describe('the form takes what the API takes (CON-1, CON-5)', () => {
  it.each(cases)('$says: $fields', ({ fields, refused }) => {
    const values = Object.entries(fields).reduce((all, [name, value]) => setAt(all, name, value), good)
    const problems = new Set<string>(Object.keys(checkContact(values)))
    for (const [name, limit] of Object.entries(contactLimits)) {
      if (limit && breachOf(limit, textOf(getAt(values, name))) !== undefined) problems.add(name)
    }
    expect([...problems]).toEqual(refused === undefined ? [] : [refused])
  })
})
