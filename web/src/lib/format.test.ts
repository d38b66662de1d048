import { describe, expect, it } from 'vitest'
import { createFormatter, relativeParts } from './format.ts'
import { messages } from './messages.ts'

const now = Date.parse('2026-11-21T12:00:00Z')

describe('relativeParts', () => {
  it.each([
    [-5, -5, 'second'],
    [-59, -59, 'second'],
    [-60, -1, 'minute'],
    [-3_599, -59, 'minute'],
    [-7_200, -2, 'hour'],
    [-86_400, -1, 'day'],
    [-12 * 86_400, -12, 'day'],
    [-22 * 86_400, -3, 'week'],
    [-70 * 86_400, -2, 'month'],
    [-400 * 86_400, -1, 'year'],
    [3 * 86_400, 3, 'day'],
  ])('%i s is %i %s', (seconds, value, unit) => {
    expect(relativeParts(seconds)).toEqual({ value, unit })
  })
})

describe('createFormatter', () => {
  const english = createFormatter('en', 'UTC')
  const german = createFormatter('de', 'Europe/Berlin')

  it('speaks of ages by language', () => {
    expect(english.relative('2026-11-21T11:57:00Z', now)).toBe('3 min. ago')
    expect(german.relative('2026-11-21T11:57:00Z', now)).toBe('vor 3 Min.')
    expect(english.relative('2026-11-21T11:59:57Z', now)).toBe('now')
  })

  it('writes numbers and percentages by language', () => {
    expect(english.number(12400)).toBe('12,400')
    expect(german.number(12400)).toBe('12.400')
    expect(german.percent(63)).toMatch(/^63\s%$/u)
  })

  it.each([
    ['de', '1.234', '12.345', '1.234,5', '-7', '63\u00a0%'],
    ['en', '1,234', '12,345', '1,234.5', '-7', '63%'],
    ['fr', '1\u202f234', '12\u202f345', '1\u202f234,5', '-7', '63\u00a0%'],
    ['it', '1234', '12.345', '1234,5', '-7', '63%'],
    ['nb', '1\u00a0234', '12\u00a0345', '1\u00a0234,5', '\u22127', '63\u00a0%'],
    ['sv', '1\u00a0234', '12\u00a0345', '1\u00a0234,5', '\u22127', '63\u00a0%'],
  ])('writes numbers as the server does: %s', (language, thousand, more, decimals, negative, percent) => {
    // server/platform/i18n/i18n_test.cpp expects the same of ICU.
    const format = createFormatter(language, 'UTC')
    expect([format.number(1234), format.number(12_345), format.number(1234.5, 1)]).toEqual([thousand, more, decimals])
    expect([format.number(-7), format.percent(63)]).toEqual([negative, percent])
    const text = '{count, plural, one {# page} other {# pages}}, {most, number}'
    expect(messages.parse(text, { count: 1234, most: 12_345 }, language)).toBe(`${thousand} pages, ${more}`)
  })

  it('takes the time of the chosen zone', () => {
    expect(english.time('2026-11-21T23:30:00Z')).toMatch(/11:30/)
    expect(german.time('2026-11-21T23:30:00Z')).toBe('00:30')
  })

  it('keeps a calendar day the same in every zone', () => {
    expect(createFormatter('en', 'Pacific/Honolulu').day('2026-11-21')).toBe('Nov 21, 2026')
  })

  it('shortens durations to two units', () => {
    expect(english.duration(423_423)).toBe('4 days 21 hr')
    expect(english.duration(3600)).toBe('1 hr')
    expect(english.duration(300)).toBe('5 min')
  })

  it('leaves an unknown country code as it is', () => {
    expect(german.country('DE')).toBe('Deutschland')
    expect(german.country('?')).toBe('?')
  })
})
