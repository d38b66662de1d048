/** What a password lacks before the server, which also knows the common and breached ones, is asked (IDN-2). */
export type PasswordProblem = 'required' | 'too_short' | 'classes' | 'too_long'

export function checkPassword(password: string): PasswordProblem | undefined {
  const length = [...password].length
  if (length === 0) return 'required'
  if (length > 128) return 'too_long'
  if (length >= 15) return undefined
  if (length < 12) return 'too_short'
  return /\p{N}/u.test(password) && /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password) ? undefined : 'classes'
}
