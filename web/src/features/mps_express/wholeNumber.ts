/** A whole number as people type it, with spaces, dots or commas between thousands; undefined where it is none. */
export function wholeNumber(typed: string): number | undefined {
  const text = typed.trim().replace(/(?<=\d)[\s.,'’](?=\d{3}(?:\D|$))/gu, '')
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined
}
