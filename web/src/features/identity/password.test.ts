import { expect, it } from 'vitest'
import { checkPassword } from './password.ts'

it.each([
  ['', 'required'],
  ['Short1a', 'too_short'],
  ['alllowercase', 'classes'],
  ['Twelve12char', undefined],
  ['a long sentence', undefined],
  ['ÄÖ7äöüßẞéèê12', undefined],
  ['x'.repeat(129), 'too_long'],
])('%s: %s (IDN-2)', (password, problem) => {
  expect(checkPassword(password, 12)).toBe(problem)
})
