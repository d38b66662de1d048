import type { Organization, Role, User } from '../../api/types.ts'
import type { Tone } from '../../ui/StatusWord.tsx'

export const userTones: Record<User['state'], Tone> = { invited: 'waiting', active: 'ok', disabled: 'off' }

export const fullName = (user: User): string => `${user.first_name} ${user.last_name}`.trim() || user.email

const customerRoles: Role[] = ['administrator', 'fleet_manager', 'supplies_manager', 'service_desk', 'viewer']
const operatorRoles: Role[] = [
  'operator_administrator',
  'customer_operations_specialist',
  'mps_offer_manager',
  'operator_service_desk',
  'warehouse',
]

/** The roles that there are in an organization of that kind. */
export const rolesOf = (tier: Organization['tier'] | undefined): readonly Role[] =>
  tier === undefined ? [] : tier === 'operator' ? operatorRoles : customerRoles
