import { describe, expect, it } from 'vitest'
import { lengthen, messages } from './messages.ts'

describe('a text', () => {
  it('is said as it is where it has no arguments, and parsed where it has', () => {
    expect(messages.parse('Supply orders', {}, 'en')).toBe('Supply orders')
    expect(messages.parse("it''s {n, plural, one {# page} other {# pages}}", { n: 2 }, 'en')).toBe("it's 2 pages")
    expect(messages.parse('{broken', {}, 'en')).toBe('{broken')
  })

  it('is about 40 % longer where that is wanted, with its digits and signs as they were', () => {
    const text = 'Printers that nobody has read for 14 days (2 of 7)'
    const long = lengthen(text)
    expect(long.length / text.length).toBeGreaterThan(1.25)
    expect(long.length / text.length).toBeLessThan(1.45)
    expect(long.replace(/\P{N}/gu, '')).toBe('1427')
  })
})
