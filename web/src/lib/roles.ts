import { operationRoles } from '../api/operationRoles.ts'
import type { Role } from '../api/types.ts'

/**
 * Who sees which control: whoever may call its operation, as the server's document says. The server
 * decides again on every call (ORG-6: hidden by role, disabled by state with the reason).
 */
export type Operation = keyof typeof operationRoles

export function allows(roles: readonly Role[], operation: Operation): boolean {
  return (operationRoles[operation] as readonly Role[]).some((role) => roles.includes(role))
}
