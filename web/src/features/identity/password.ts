import { limits } from '../../api/limits.ts'

/** What a password lacks before the server, which also knows the common and breached ones, is asked (IDN-2). */
export type PasswordProblem = 'required' | 'too_short' | 'classes' | 'too_long'

/** The figures of the rules that no setting changes; the least length comes from the server. In characters. */
export const passwordLimits = { long: 15, most: limits.PasswordBody.new_password.maxLength }

export function checkPassword(password: string, minimum: number): PasswordProblem | undefined {
  const length = [...password].length
  if (length === 0) return 'required'
  if (length > passwordLimits.most) return 'too_long'
  if (length >= passwordLimits.long) return undefined
  if (length < minimum) return 'too_short'
  return /\p{N}/u.test(password) && /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password) ? undefined : 'classes'
}
