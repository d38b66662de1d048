/** Values of a form are plain nested objects; a field is named by its path: "address.city". */
export type Values = { [key: string]: unknown }

export function getAt(values: Values, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value !== null && typeof value === 'object' ? (value as Values)[key] : undefined), values)
}

export function setAt<V extends Values>(values: V, path: string, value: unknown): V {
  const [head = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...values, [head]: value }
  const inner = values[head]
  return { ...values, [head]: setAt((inner !== null && typeof inner === 'object' ? inner : {}) as Values, rest.join('.'), value) }
}

/** Every text without the spaces around it, as it is sent. */
export function trimmed<V>(values: V): V {
  if (typeof values === 'string') return values.trim() as V
  if (Array.isArray(values)) return values.map(trimmed) as V
  if (values !== null && typeof values === 'object') return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, trimmed(value)])) as V
  return values
}
