import type { Get, ItemOf } from '../../api/types.ts'
import type { Tone } from '../../ui/StatusWord.tsx'

export type ApiKey = ItemOf<'/api/v1/api-keys'>
export type Scope = Get<'/api/v1/api-key-scopes'>['items'][number]
export type KeyState = 'active' | 'expired' | 'revoked'

export const keyTones: Record<KeyState, Tone> = { active: 'ok', expired: 'off', revoked: 'off' }

export function stateOf(key: Pick<ApiKey, 'expires_at' | 'revoked_at'>, now: number): KeyState {
  if (key.revoked_at) return 'revoked'
  return Date.parse(key.expires_at) <= now ? 'expired' : 'active'
}

/** The permissions that one of these roles has. */
export const scopesOf = (scopes: readonly Scope[], roles: readonly string[]): Scope[] =>
  scopes.filter((scope) => scope.roles.some((role) => roles.includes(role)))

/** What is sent as `scopes`: nothing for all that the roles give. */
export function chosenScopes(
  access: string,
  chosen: readonly string[],
  scopes: readonly Scope[],
  roles: readonly string[],
): string[] | undefined {
  if (access === 'all') return undefined
  return scopesOf(scopes, roles)
    .filter((scope) => (access === 'read' ? scope.reads_only : chosen.includes(scope.name)))
    .map((scope) => scope.name)
}
