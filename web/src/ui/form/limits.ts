/** What a field takes, as the server's document says it (api/limits.ts). Lengths count characters, not UTF-16 units. */
export interface Limit {
  readonly minLength?: number
  readonly maxLength?: number
  readonly pattern?: string
  /** Of numbers and lists: their inputs offer nothing else, so that only the server checks them. */
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
}
export type Limits = Readonly<Record<string, Limit | undefined>>

export type Breach = 'too_short' | 'too_long' | 'pattern'

/** What is wrong with a text once the spaces around it are gone. An empty one is a matter of whether it is required. */
export function breachOf(limit: Limit, typed: string): Breach | undefined {
  const text = typed.trim()
  if (text === '') return undefined
  const length = [...text].length
  if (limit.maxLength !== undefined && length > limit.maxLength) return 'too_long'
  if (limit.minLength !== undefined && length < limit.minLength) return 'too_short'
  if (limit.pattern !== undefined && !new RegExp(limit.pattern, 'u').test(text)) return 'pattern'
  return undefined
}

/** The limits of a struct inside the form: `phone` and what `Phone` takes give `phone.number` its limit. */
export const within = (name: string, limits: Limits): Limits =>
  Object.fromEntries(Object.entries(limits).map(([field, limit]) => [`${name}.${field}`, limit]))
