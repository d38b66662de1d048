import { describe, expect, it } from 'vitest'
import { wholeNumber } from './wholeNumber.ts'

describe('a whole number that somebody typed', () => {
  it.each([
    ['300000', 300_000],
    [' 300 000 ', 300_000],
    ['300,000', 300_000],
    ['1.300.000', 1_300_000],
    ['1’300’000', 1_300_000],
    ['0', 0],
  ])('is read with what stands between thousands: %s', (typed, value) => {
    expect(wholeNumber(typed)).toBe(value)
  })

  it.each(['', 'x', '1.5', '3,00', '-4', '1e6', '300.00', '9999999999999999'])('is none: %s', (typed) => {
    expect(wholeNumber(typed)).toBeUndefined()
  })
})
