import { describe, expect, it } from 'vitest'
import { bodyOf, linesOf, thresholdOf, valuesOf } from './alertFields.ts'

describe('the form of an alert rule (NOT-2)', () => {
  it('begins with a rule that can be saved but for its name', () => {
    expect(bodyOf({ ...valuesOf(null, 'o'), name: ' Low ' }, true)).toEqual({
      name: 'Low',
      condition: 'supply_percent',
      threshold: 10,
      cooldown_hours: 24,
      site_ids: [],
      models: [],
      user_ids: [],
      addresses: [],
      enabled: true,
    })
  })
  it('takes the thresholds that the condition has', () => {
    expect(thresholdOf({ condition: 'supply_percent', threshold: '101' })).toBeUndefined()
    expect(thresholdOf({ condition: 'error', threshold: '4' })).toBeUndefined()
    expect(thresholdOf({ condition: 'error', threshold: '60' })).toBe(60)
    expect(thresholdOf({ condition: 'silent', threshold: 'x' })).toBeUndefined()
    expect(bodyOf({ ...valuesOf(null, 'o'), cooldown_hours: '721' }, true)).toBeNull()
  })
  it('reads a line each', () => {
    expect(linesOf(' a@b.test \n\n c@d.test')).toEqual(['a@b.test', 'c@d.test'])
  })
})
