import { expect, it } from 'vitest'
import { chapterOf } from './helpChapters.ts'

it.each([
  ['/', 'user-guide', 'navigation'],
  ['/printers/0199a000', 'user-guide', 'printers'],
  ['/printers/meters', 'meter-reads', undefined],
  ['/supply-orders/queue', 'orders', undefined],
])('%s has its chapter', (path, document, anchor) => {
  expect(chapterOf(path)).toMatchObject({ document, ...(anchor !== undefined && { anchor }) })
})

it('pages of which nothing is written lead nowhere', () => {
  expect(chapterOf('/tasks')).toBeUndefined()
  expect(chapterOf('/printersx')).toBeUndefined()
})
