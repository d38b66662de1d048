import { describe, expect, it } from 'vitest'
import { createFormatter, relativeParts } from './format.ts'

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
