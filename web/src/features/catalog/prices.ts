/** How many digits the smallest unit of a currency has: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** What is typed, "129.50" or "129,5", in the smallest unit; undefined where it is no such amount. */
export function readAmount(typed: string, currency: string): number | undefined {
  const digits = minorDigits(currency)
  const [, whole, part = ''] = /^(\d{1,13})(?:[.,](\d+))?$/.exec(typed.trim()) ?? []
  if (whole === undefined || part.length > digits) return undefined
  const amount = Number(whole + part.padEnd(digits, '0'))
  return Number.isSafeInteger(amount) ? amount : undefined
}

/** As it is typed. */
export function amountText(amount_minor: number, currency: string): string {
  const digits = minorDigits(currency)
  if (digits === 0) return String(amount_minor)
  const text = String(amount_minor).padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

interface Price {
  amount_minor?: number | null
  currency: string
}

/** As it is read: "€129.50". */
export function priceText(price: Price | null | undefined, language: string): string {
  if (price?.amount_minor === undefined || price.amount_minor === null) return ''
  const value = Number(amountText(price.amount_minor, price.currency))
  try {
    return new Intl.NumberFormat(language, { style: 'currency', currency: price.currency }).format(value)
  } catch {
    return `${amountText(price.amount_minor, price.currency)} ${price.currency}`
  }
}
