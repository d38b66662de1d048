import type { Tone } from '../../ui/StatusWord.tsx'
import type { Decision, EligibilityState, Membership } from './mpsExpressApi.ts'

export const membershipTones: Record<Membership['state'], Tone> = {
  pending: 'waiting',
  managed: 'ok',
  rejected: 'error',
  removed: 'off',
}

export const eligibilityTones: Record<EligibilityState, Tone> = {
  already_managed: 'neutral',
  management_pending: 'waiting',
  registration_failed: 'error',
  unsupported_model: 'off',
  lifetime_pages_exceeded: 'off',
  lifetime_pages_missing: 'warning',
  contact_missing: 'warning',
  agent_outdated: 'warning',
  eligible: 'ok',
}

export const membershipName = ({ manufacturer, model, serial_number }: Membership): string =>
  [model === '' ? manufacturer : model, serial_number].filter(Boolean).join(' ')

/** What can be decided of memberships in these states: nothing where they differ. */
export function decisionsFor(states: ReadonlySet<Membership['state']>): Decision[] {
  const [only, ...others] = states
  if (others.length > 0) return []
  if (only === 'pending') return ['confirm', 'reject']
  return only === 'managed' ? ['remove'] : []
}
