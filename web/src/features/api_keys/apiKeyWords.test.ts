import { expect, it } from 'vitest'
import { chosenScopes, scopesOf, stateOf } from './apiKeyWords.ts'
import type { Scope } from './apiKeyWords.ts'

const scopes: Scope[] = [
  { name: 'see_fleet', roles: ['viewer', 'administrator'], reads_only: true },
  { name: 'manage_printers', roles: ['administrator'], reads_only: false },
  { name: 'see_audit_log', roles: ['administrator'], reads_only: true },
]

it('offers the permissions that a role of the key has (IDN-4)', () => {
  expect(scopesOf(scopes, ['viewer']).map(({ name }) => name)).toEqual(['see_fleet'])
})

it('sends what was chosen, and nothing for all that the roles give (IDN-4)', () => {
  expect(chosenScopes('all', ['see_fleet'], scopes, ['administrator'])).toBeUndefined()
  expect(chosenScopes('read', [], scopes, ['administrator'])).toEqual(['see_fleet', 'see_audit_log'])
  expect(chosenScopes('chosen', ['manage_printers', 'see_fleet'], scopes, ['viewer'])).toEqual(['see_fleet'])
})

it('says whether a key still counts (IDN-4)', () => {
  const now = Date.parse('2026-11-28T00:00:00Z')
  expect(stateOf({ expires_at: '2026-11-29T00:00:00Z', revoked_at: null }, now)).toBe('active')
  expect(stateOf({ expires_at: '2026-11-27T00:00:00Z', revoked_at: null }, now)).toBe('expired')
  expect(stateOf({ expires_at: '2026-11-29T00:00:00Z', revoked_at: '2026-11-27T00:00:00Z' }, now)).toBe('revoked')
})
