/** One field of a thing as it was before and after; undefined where it was not there. */
export interface Changed {
  field: string
  before: string | undefined
  after: string | undefined
}

function leaves(value: unknown, path: string, into: Map<string, string>): Map<string, string> {
  if (value === null || value === undefined) return into
  if (Array.isArray(value)) {
    if (value.every((each) => each === null || typeof each !== 'object')) into.set(path, value.join(', '))
    else value.forEach((each, index) => leaves(each, `${path} ${index + 1}`, into))
  } else if (typeof value === 'object') {
    for (const [key, each] of Object.entries(value))
      leaves(each, path === '' ? key.replaceAll('_', ' ') : `${path} · ${key.replaceAll('_', ' ')}`, into)
  } else into.set(path, typeof value === 'string' ? value : JSON.stringify(value))
  return into
}

/** What is different between them, field by field; of what was made or deleted every field. */
export function changesOf(before: unknown, after: unknown): Changed[] {
  const old = leaves(before, '', new Map())
  const now = leaves(after, '', new Map())
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((field) => ({ field, before: old.get(field), after: now.get(field) }))
    .filter((each) => each.before !== each.after)
}
