import { describe, expect, it } from 'vitest'
import { languages } from './i18n.ts'
import { numberFormat } from './numberFormat.ts'
import { amountText, priceText, readAmount } from './prices.ts'

describe('a price (ORD-2)', () => {
  it('is typed with a point or a comma and never guessed', () => {
    expect(readAmount('129.50', 'EUR')).toBe(12950)
    expect(readAmount(' 129,5 ', 'EUR')).toBe(12950)
    expect(readAmount('1,299.50', 'EUR')).toBe(129_950)
    expect(readAmount('12950', 'JPY')).toBe(12950)
    expect(readAmount('12.950', 'JPY')).toBe(12950)
    expect(readAmount('1.234', 'KWD')).toBe(1234)
    for (const wrong of ['1.299', '-5', '\u22125', '5 EUR', '', '.5', '5.'])
      expect(readAmount(wrong, 'EUR')).toBeUndefined()
    expect(readAmount('1.5', 'JPY')).toBeUndefined()
  })

  it.each(Object.keys(languages))('is read as %s prints it, without its currency', (language) => {
    for (const amount of [5, 12_950, 129_900, 123_456_789])
      expect(
        readAmount(numberFormat(language, { minimumFractionDigits: 2 }).format(amount / 100), 'EUR', language),
      ).toBe(amount)
    expect(readAmount(amountText(12_950, 'EUR', language), 'EUR', language)).toBe(12_950)
  })

  it('comes back as it was typed, and is read in the words of the language', () => {
    expect(amountText(5, 'EUR')).toBe('0.05')
    expect(amountText(12950, 'JPY')).toBe('12950')
    expect(amountText(12950, 'EUR', 'fr')).toBe('129,50')
    expect(amountText(12950, 'EUR', 'en')).toBe('129.50')
    expect(priceText({ amount_minor: 12950, currency: 'EUR' }, 'en')).toBe('€129.50')
    expect(priceText({ amount_minor: 12950, currency: 'JPY' }, 'de')).toMatch(/12\.950/)
    expect(priceText({ amount_minor: 129_950, currency: 'EUR' }, 'it')).toBe('1299,50\u00a0€')
    expect(priceText(null, 'en')).toBe('')
  })
})
