import { expect, test } from 'vitest'
import type { RefusedReading } from './setAside.ts'
import { causesOf } from './setAside.ts'

const reading = (code: string, received_at: string, args?: Record<string, string>): RefusedReading => ({
  received_at,
  seq: 1,
  code,
  fields: args ? [{ pointer: '', code, args }] : [],
  reading: '{}',
})

test('what was set aside is told once for each cause, with its number and its newest time', () => {
  const causes = causesOf([
    reading('beyond_bounds', '2026-11-21T10:00:00Z'),
    reading('invalid_fields', '2026-11-21T09:00:00Z'),
    reading('beyond_bounds', '2026-11-21T08:00:00Z'),
  ])
  expect(causes.map(({ code, count, newest }) => [code, count, newest])).toEqual([
    ['beyond_bounds', 2, '2026-11-21T10:00:00Z'],
    ['other', 1, '2026-11-21T09:00:00Z'],
  ])
})

test('two machines with one identity are told with both addresses, each pair once', () => {
  const pair = { other: '192.0.2.1', address: '192.0.2.2' }
  const causes = causesOf([
    reading('identity_twice', '2026-11-21T10:00:00Z', pair),
    reading('identity_twice', '2026-11-21T09:00:00Z', pair),
    reading('identity_twice', '2026-11-21T08:00:00Z', { other: '', address: '192.0.2.3' }),
  ])
  expect(causes.map((cause) => cause.addresses)).toEqual([pair, { other: '?', address: '192.0.2.3' }])
})
