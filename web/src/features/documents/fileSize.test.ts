import { expect, it } from 'vitest'
import { fileSize } from './fileSize.ts'

it('says how large a file is in the unit that is read most easily', () => {
  expect(fileSize(512, 'en')).toBe('512 byte')
  expect(fileSize(1_400, 'en')).toBe('1 kB')
  expect(fileSize(2_345_678, 'en')).toBe('2.3 MB')
  expect(fileSize(2_345_678, 'de')).toBe('2,3 MB')
})
