import type { Role } from '../api/types.ts'

/**
 * Who sees which control. The server decides again on every call; this only hides what would be refused
 * (ORG-6: hidden by role, disabled by state with the reason).
 */
const operators: Role[] = ['operator_administrator']
const rules = {
  'contacts.edit': ['administrator', 'fleet_manager', 'supplies_manager', 'service_desk', 'customer_operations_specialist', 'operator_service_desk', ...operators],
  'printers.assign_contact': ['administrator', 'fleet_manager', 'supplies_manager', 'customer_operations_specialist', 'operator_service_desk', ...operators],
  'agents.edit': ['administrator', 'fleet_manager', ...operators],
  'orders.fulfil': ['warehouse', 'operator_service_desk', 'customer_operations_specialist', ...operators],
  'organizations.edit': ['administrator', ...operators],
  'sites.edit': ['administrator', 'fleet_manager', ...operators],
  'users.edit': ['administrator', ...operators],
} satisfies Record<string, Role[]>

export type Permission = keyof typeof rules

export function allows(roles: readonly Role[], permission: Permission): boolean {
  return (rules[permission] as Role[]).some((role) => roles.includes(role))
}
