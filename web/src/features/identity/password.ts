/** What a password lacks before the server, which also knows the common and breached ones, is asked (IDN-2). */
export type PasswordProblem = 'required' | 'too_short' | 'classes' | 'too_long'

/** From this length on no kinds of characters are asked for. */
const longEnough = 15

export function checkPassword(password: string, minimum: number): PasswordProblem | undefined {
  const length = [...password].length
  if (length === 0) return 'required'
  if (length > 128) return 'too_long'
  if (length >= longEnough) return undefined
  if (length < minimum) return 'too_short'
  return /\p{N}/u.test(password) && /\p{Lu}/u.test(password) && /\p{Ll}/u.test(password) ? undefined : 'classes'
}
