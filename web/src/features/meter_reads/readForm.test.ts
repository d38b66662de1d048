import { describe, expect, it } from 'vitest'
import { changeBody, emptyChange, emptyRead, momentOf, readBody, wrongChange, wrongRead } from './readForm.ts'

const meters = [
  { kind: 'life', value: 1000, by_hand: false, read_by: '' },
  { kind: 'color', value: 300, by_hand: true, read_by: 'ida' },
]
const today = '2026-11-20'
const read = (life: string, color: string, unchanged = false, read_on = '') => ({
  ...emptyRead(meters),
  meters: {
    0: { value: life, unchanged: [] as string[] },
    1: { value: color, unchanged: unchanged ? ['unchanged'] : [] },
  },
  read_on,
})

describe('what is typed when meters are entered (MTR-1, MTR-2)', () => {
  it('needs every meter, more than before or unchanged', () => {
    expect(wrongRead(meters, read('', ''), today)).toEqual({
      'meters.0.value': 'required',
      'meters.1.value': 'required',
    })
    expect(wrongRead(meters, read('1000', 'x'), today)).toEqual({
      'meters.0.value': 'not_greater',
      'meters.1.value': 'whole_number',
    })
    expect(wrongRead(meters, read('1001', '', true), today)).toEqual({})
    expect(wrongRead(meters, read('900', '250', false, '2026-10-01'), today)).toEqual({})
    expect(wrongRead(meters, read('1001', '301', false, '2026-11-21'), today)).toEqual({ read_on: 'future' })
  })

  it('is sent as the API takes it', () => {
    expect(readBody(meters, read('1,200', '', true), today)).toEqual({
      meters: [
        { kind: 'life', value: 1200, unchanged: false },
        { kind: 'color', unchanged: true },
      ],
      read_at: undefined,
      description: '',
    })
    expect(momentOf('2026-11-18', today)).toBe('2026-11-18T12:00:00Z')
    expect(momentOf(today, today)).toBeUndefined()
  })
})

describe('a change of counters (MTR-2)', () => {
  it('has both values of each counter that changed, and at least one', () => {
    const none = emptyChange(meters)
    expect(wrongChange(meters, none, today)).toEqual({ 'meters.0.ended': 'required' })
    const one = { ...none, meters: { 0: { ended: '1100', began: '3' }, 1: { ended: '', began: '' } } }
    expect(wrongChange(meters, one, today)).toEqual({})
    expect(changeBody(meters, one, today).meters).toEqual([{ kind: 'life', ended: 1100, began: 3 }])
    const half = { ...none, meters: { 0: { ended: '', began: 'a' }, 1: { ended: '', began: '' } } }
    expect(wrongChange(meters, half, today)).toEqual({ 'meters.0.ended': 'required', 'meters.0.began': 'whole_number' })
  })
})
