import { describe, expect, it } from 'vitest'
import { amountText, priceText, readAmount } from './prices.ts'

describe('a price (ORD-2)', () => {
  it('is typed with a point or a comma and never guessed', () => {
    expect(readAmount('129.50', 'EUR')).toBe(12950)
    expect(readAmount(' 129,5 ', 'EUR')).toBe(12950)
    expect(readAmount('12950', 'JPY')).toBe(12950)
    expect(readAmount('1.234', 'KWD')).toBe(1234)
    for (const wrong of ['1.299', '1,299.50', '-5', '5 EUR', '', '.5', '5.'])
      expect(readAmount(wrong, 'EUR')).toBeUndefined()
    expect(readAmount('1.5', 'JPY')).toBeUndefined()
  })

  it('comes back as it was typed, and is read in the words of the language', () => {
    expect(amountText(5, 'EUR')).toBe('0.05')
    expect(amountText(12950, 'JPY')).toBe('12950')
    expect(priceText({ amount_minor: 12950, currency: 'EUR' }, 'en')).toBe('€129.50')
    expect(priceText({ amount_minor: 12950, currency: 'JPY' }, 'de')).toMatch(/12\.950/)
    expect(priceText(null, 'en')).toBe('')
  })
})
