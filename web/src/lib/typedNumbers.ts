// The one place that reads what people type as a number.
import i18next from 'i18next'
import { numberSigns } from './numberFormat.ts'

/**
 * A number as people type it, and as each language prints it, in units of its last decimal: with two decimals "129,5",
 * "129.50" and "-1 234,50" are 12950, 12950 and -123450. Spaces of every width, apostrophes, points or commas may lie
 * between groups of three digits. One point with three digits behind it is read as a group where there are no decimals
 * or the language groups with a point; a comma likewise. Undefined: no number, or one with more decimals.
 */
export function readNumber(
  typed: string,
  decimals: number,
  language: string | undefined = i18next.language,
): number | undefined {
  const [, sign = '', digits = ''] = /^([-+\u2212]?)\s*(.*)$/su.exec(typed.trim()) ?? []
  const [, whole, group, decimal, fraction = ''] =
    /^(\d+|[1-9]\d{0,2}([\s.,'’])\d{3}(?:\2\d{3})*)(?:([.,])(\d+))?$/u.exec(digits) ?? []
  if (whole === undefined || (group !== undefined && group === decimal)) return undefined
  const grouped =
    /^[1-9]\d{0,2}$/.test(whole) &&
    fraction.length === 3 &&
    (decimals === 0 || (language !== undefined && decimal === numberSigns(language).group))
  const part = grouped ? '' : fraction
  if (part.length > decimals) return undefined
  const number = Number(whole.replaceAll(/\D/g, '') + (grouped ? fraction : part.padEnd(decimals, '0')))
  const value = grouped ? number * 10 ** decimals : number
  if (!Number.isSafeInteger(value)) return undefined
  return /[-\u2212]/u.test(sign) && value !== 0 ? -value : value
}

/** A whole number from 0 on; undefined where it is none. */
export function wholeNumber(typed: string): number | undefined {
  const number = readNumber(typed, 0)
  return number !== undefined && number >= 0 ? number : undefined
}

/** A number with a point before its decimals, as the language writes it into a field: "129,50". */
export const typedNumber = (text: string, language: string | undefined = i18next.language): string =>
  language ? text.replace('.', numberSigns(language).decimal) : text
