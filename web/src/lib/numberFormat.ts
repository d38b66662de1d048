const formats = new Map<string, Intl.NumberFormat>()

const groupingOf = (language: string) => (/^it\b/.test(language) ? 'min2' : 'always')

/**
 * How numbers are written in a language, whatever the browser's data knows: groups of three digits have their sign, in
 * Italian from five digits on (1234, 12.345), as the server writes them.
 */
export function numberFormat(language: string, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`
  let format = formats.get(key)
  if (!format)
    formats.set(key, (format = new Intl.NumberFormat(language, { useGrouping: groupingOf(language), ...options })))
  return format
}

/** The signs of a language between groups of digits and before decimals: "." and "," in German. */
export function numberSigns(language: string): { group: string; decimal: string } {
  const parts = numberFormat(language).formatToParts(1234567.5)
  const sign = (type: 'group' | 'decimal') => parts.find((part) => part.type === type)?.value ?? ''
  return { group: sign('group'), decimal: sign('decimal') }
}
