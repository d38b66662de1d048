// The query of an address in plain words, ?state=error&state=warning&search=3560, not JSON.

/** A value that is repeated is a list. */
export function readSearch(query: string): Record<string, unknown> {
  const values = new URLSearchParams(query)
  return Object.fromEntries(
    [...new Set(values.keys())].map((name) => {
      const all = values.getAll(name)
      return [name, all.length === 1 ? all[0] : all]
    }),
  )
}

/** What is empty is left out, a list is repeated. */
export function writeSearch(search: object): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(search))
    for (const one of Array.isArray(value) ? (value as unknown[]) : [value])
      if (one !== undefined && one !== null && one !== '') query.append(name, String(one as string | number | boolean))
  return query.toString()
}
