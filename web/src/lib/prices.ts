import i18next from 'i18next'
import { numberFormat } from './numberFormat.ts'
import { readNumber, typedNumber } from './typedNumbers.ts'

/** How many digits the smallest unit of a currency has: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  try {
    return numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  } catch {
    return 2
  }
}

/** What is typed, "129.50" or "129,5", in the smallest unit; undefined where it is no such amount. */
export function readAmount(
  typed: string,
  currency: string,
  language: string | undefined = i18next.language,
): number | undefined {
  const amount = readNumber(typed, minorDigits(currency), language)
  return amount !== undefined && amount >= 0 ? amount : undefined
}

/** With a point before the decimals, as the API's documents and files have it. */
function plainAmount(amount_minor: number, currency: string): string {
  const digits = minorDigits(currency)
  if (digits === 0) return String(amount_minor)
  const text = String(amount_minor).padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/** As it is typed. */
export const amountText = (
  amount_minor: number,
  currency: string,
  language: string | undefined = i18next.language,
): string => typedNumber(plainAmount(amount_minor, currency), language)

interface Price {
  amount_minor?: number | null
  currency: string
}

/** As it is read: "€129.50". */
export function priceText(price: Price | null | undefined, language: string): string {
  if (price?.amount_minor === undefined || price.amount_minor === null) return ''
  const plain = plainAmount(price.amount_minor, price.currency)
  try {
    return numberFormat(language, { style: 'currency', currency: price.currency }).format(Number(plain))
  } catch {
    return `${plain} ${price.currency}`
  }
}
