const formats = new Map<string, Intl.NumberFormat>()

/**
 * How numbers are written in a language. Groups of three digits always have their sign: newer browsers write 1234 in
 * Italian without it, older ones and the server write 1.234.
 */
export function numberFormat(language: string, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format) formats.set(key, (format = new Intl.NumberFormat(language, { useGrouping: true, ...options })))
  return format
}

/** The signs of a language between groups of digits and before decimals: "." and "," in German. */
export function numberSigns(language: string): { group: string; decimal: string } {
  const parts = numberFormat(language).formatToParts(1234567.5)
  const sign = (type: 'group' | 'decimal') => parts.find((part) => part.type === type)?.value ?? ''
  return { group: sign('group'), decimal: sign('decimal') }
}
