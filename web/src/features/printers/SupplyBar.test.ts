import { describe, expect, it } from 'vitest'
import { inkOf } from './ink.ts'
import { barOf } from './SupplyBar.tsx'

const supply = {
  class: 'consumed' as const,
  colorant: 'black',
  description: 'Toner',
  level_state: 'amount' as const,
  remaining_percent: 63,
}

describe('how a level shows (AGT-4)', () => {
  it('fills with what is left', () => {
    expect(barOf(supply)).toEqual({ kind: 'bar', fill: 63, remaining: 63 })
  })

  it('fills a receptacle the other way: what is left is room', () => {
    expect(barOf({ ...supply, class: 'receptacle', remaining_percent: 80 })).toEqual({
      kind: 'bar',
      fill: 20,
      remaining: 80,
    })
  })

  it('never draws a bar for what is not known', () => {
    expect(barOf({ ...supply, level_state: 'some_remaining', remaining_percent: null })).toEqual({ kind: 'some' })
    expect(barOf({ ...supply, level_state: 'unknown', remaining_percent: null })).toEqual({ kind: 'unknown' })
    expect(barOf({ ...supply, level_state: 'unrestricted' })).toEqual({ kind: 'unlimited' })
    expect(barOf({ ...supply, remaining_percent: null })).toEqual({ kind: 'unknown' })
  })

  it('stays inside the bar', () => {
    expect(barOf({ ...supply, remaining_percent: 130 })).toMatchObject({ fill: 100 })
    expect(barOf({ ...supply, remaining_percent: -4 })).toMatchObject({ fill: 0 })
  })

  it('knows the four process colours and their variants', () => {
    expect(['black', 'photo black', 'Light Cyan', 'magenta', 'YELLOW', 'orange', null].map(inkOf)).toEqual([
      'black',
      'black',
      'cyan',
      'magenta',
      'yellow',
      'other',
      'other',
    ])
  })
})
