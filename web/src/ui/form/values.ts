/** Values of a form are plain nested objects; a field is named by its path: "address.city". */
export type Values = { [key: string]: unknown }

export function getAt(values: Values, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (value !== null && typeof value === 'object' ? (value as Values)[key] : undefined),
      values,
    )
}

/** The value of a field as text; what is no text or number (a group, nothing yet) is the empty one. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

export function setAt<V extends Values>(values: V, path: string, value: unknown): V {
  const [head = '', ...rest] = path.split('.')
  if (rest.length === 0) return { ...values, [head]: value }
  const inner = values[head]
  return {
    ...values,
    [head]: setAt((inner !== null && typeof inner === 'object' ? inner : {}) as Values, rest.join('.'), value),
  }
}

const isGroup = (value: unknown): value is Values =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

/**
 * The field that a refusal means: "address.city" as it is, an entry of a list by its list ("roles.0" -> "roles"), a part
 * of the body that the form does not nest by its last names ("search.include.3" -> "include"). Undefined where the form
 * has no such field.
 */
export function fieldFor(values: Values, name: string): string | undefined {
  const parts = name.split('.')
  const isField = (path: string[]) => {
    const group = path.slice(0, -1).reduce<unknown>((value, key) => (isGroup(value) ? value[key] : undefined), values)
    const last = path.at(-1) ?? ''
    return isGroup(group) && last in group && !isGroup(group[last])
  }
  for (let from = 0; from < parts.length; from += 1) {
    for (let to = parts.length; to > from; to -= 1)
      if (isField(parts.slice(from, to))) return parts.slice(from, to).join('.')
  }
  return undefined
}

/** Every text without the spaces around it, as it is sent. */
export function trimmed<V>(values: V): V {
  if (typeof values === 'string') return values.trim() as V
  if (Array.isArray(values)) return values.map(trimmed) as V
  if (values !== null && typeof values === 'object')
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, trimmed(value)])) as V
  return values
}

/** The names of all fields: texts, numbers and lists, however deep. */
export function namesOf(values: Values, above = ''): string[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? namesOf(value as Values, `${above}${key}.`)
      : [above + key],
  )
}

const normal = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? [...(value as unknown[])].sort() : trimmed(value ?? ''))

/** The fields in which two versions differ; spaces around a text and the order of a list are no difference. */
export function differing(one: Values, other: Values): string[] {
  return [...new Set([...namesOf(one), ...namesOf(other)])].filter(
    (name) => normal(getAt(one, name)) !== normal(getAt(other, name)),
  )
}

/** Both changes: theirs where only they changed a field, one's own everywhere else. */
export function merged<V extends Values>(origin: V, mine: V, theirs: V): V {
  const changedHere = new Set(differing(origin, mine))
  return differing(mine, theirs).reduce(
    (values, name) => (changedHere.has(name) ? values : setAt(values, name, getAt(theirs, name))),
    mine,
  )
}
