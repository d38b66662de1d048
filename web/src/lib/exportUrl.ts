/**
 * Where a list is downloaded from, with its filters and its order; what is undefined is left out, a list is repeated.
 * People get heads in their language; a script that asks for none gets the API's names.
 */
export function exportUrl(
  path: string,
  parameters: Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) query.append(name, String(one))
    }
  }
  if (/\/(export|csv)$/.test(path)) query.append('heads', 'names')
  return `${path}?${query.toString()}`
}
