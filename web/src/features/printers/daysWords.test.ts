import type { TFunction } from 'i18next'
import { describe, expect, it } from 'vitest'
import { daysOrWhy } from './daysWords.ts'

const t = ((key: string, args?: { days?: number }) =>
  args?.days === undefined ? key : `${key} ${args.days}`) as unknown as TFunction

describe('days left, or why there are none (ASR-10)', () => {
  it('says that the supply was replaced since, and never the days of the one before', () => {
    expect(daysOrWhy(t, { days_left: 1, replaced_since_estimate: true })).toBe('supply.replaced_since')
    expect(daysOrWhy(t, { days_left: null, estimate: 'replaced' })).toBe('supply.replaced_since')
  })

  it('says the days that there are', () => {
    expect(daysOrWhy(t, { days_left: 12.7, estimate: 'current' })).toBe('supply.days_short 12')
    expect(daysOrWhy(t, { days_left: null, estimate: 'not_reporting' })).toBeNull()
  })
})
