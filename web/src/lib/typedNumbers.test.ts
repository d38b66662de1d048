import { describe, expect, it } from 'vitest'
import { languages } from './i18n.ts'
import { numberFormat } from './numberFormat.ts'
import { readNumber, typedNumber, wholeNumber } from './typedNumbers.ts'

describe('a whole number that somebody typed', () => {
  it.each([
    ['300000', 300_000],
    [' 300 000 ', 300_000],
    ['300\u00a0000', 300_000],
    ['300\u202f000', 300_000],
    ['300,000', 300_000],
    ['1.300.000', 1_300_000],
    ['1’300’000', 1_300_000],
    ["1'300'000", 1_300_000],
    ['0', 0],
  ])('is read with what stands between thousands: %s', (typed, value) => {
    expect(wholeNumber(typed)).toBe(value)
  })

  it.each([
    '',
    'x',
    '1.5',
    '3,00',
    '-4',
    '\u22124',
    '1e6',
    '300.00',
    '1.300,000',
    '1234.567',
    '1.30.000',
    '0.125',
    '9999999999999999',
  ])('is none: %s', (typed) => {
    expect(wholeNumber(typed)).toBeUndefined()
  })
})

describe.each(Object.keys(languages))('a number as %s prints it', (language) => {
  it.each([0, 7, 999, 1234, 12_345, 1_234_567, -5, -1234])('is read: %s', (value) => {
    expect(readNumber(numberFormat(language).format(value), 0, language)).toBe(value)
    expect(readNumber(numberFormat(language).format(value), 2, language)).toBe(value * 100)
  })

  it.each([0.5, 129.5, 1234.56, 12_345.67, 1_234_567.89, -1234.5])('is read with its decimals: %s', (value) => {
    const minor = Math.round(value * 100)
    expect(readNumber(numberFormat(language).format(value), 2, language)).toBe(minor)
    const padded = numberFormat(language, { minimumFractionDigits: 2 }).format(value)
    expect(readNumber(padded, 2, language)).toBe(minor)
  })

  it('is read with either sign before the decimals, and written with its own', () => {
    expect(readNumber('129.5', 2, language)).toBe(12_950)
    expect(readNumber('129,5', 2, language)).toBe(12_950)
    expect(typedNumber('129.50', language)).toBe(language === 'en' ? '129.50' : '129,50')
  })
})

describe('a number with decimals', () => {
  it.each([
    ['1,299.50', 129_950],
    ['1.299,50', 129_950],
    ['1 299,50', 129_950],
    ['1’299.50', 129_950],
    ['\u2212 5', -500],
    ['+5', 500],
  ])('is one whatever the language, where it can be one only: %s', (typed, value) => {
    for (const language of [undefined, ...Object.keys(languages)]) expect(readNumber(typed, 2, language)).toBe(value)
  })

  it('whose three digits may be a group is a group where the language groups so, and else none', () => {
    expect(readNumber('1.299', 2, 'de')).toBe(129_900)
    expect(readNumber('1.299', 2, 'it')).toBe(129_900)
    expect(readNumber('1.299', 2, 'en')).toBeUndefined()
    expect(readNumber('1.299', 2, 'sv')).toBeUndefined()
    expect(readNumber('1,299', 2, 'en')).toBe(129_900)
    expect(readNumber('1.299', 2, undefined)).toBeUndefined()
    expect(readNumber('1.299', 3, 'en')).toBe(1299)
    expect(readNumber('0.299', 3, 'de')).toBe(299)
  })

  it.each(['', '.5', '5.', '5 EUR', '1.299.50', '1,29,950', '12 34', '--5', '129.505'])('is none: %s', (typed) => {
    for (const language of [undefined, ...Object.keys(languages).filter((one) => !['de', 'it'].includes(one))])
      expect(readNumber(typed, 2, language)).toBeUndefined()
  })
})
