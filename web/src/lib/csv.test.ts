import { expect, it } from 'vitest'
import { toCsv } from './csv.ts'

it('quotes what needs it and ends lines as RFC 4180 says', () => {
  expect(
    toCsv(
      ['a', 'b'],
      [
        ['x,y', 'say "hi"'],
        [1.5, null],
      ],
    ),
  ).toBe('a,b\r\n"x,y","say ""hi"""\r\n1.5,\r\n')
})

it.each(['=1+1', '+49', '-2', '@cmd', '\tx', '\nx', "'=1"])('takes the sting out of a formula: %s', (text) => {
  expect(toCsv(['a'], [[text]])).toContain(`'${text}`)
})

it('leaves negative numbers alone', () => {
  expect(toCsv(['a'], [[-2]])).toBe('a\r\n-2\r\n')
})
