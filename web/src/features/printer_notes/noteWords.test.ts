import { describe, expect, it } from 'vitest'
import { nameOf, noteBody, textOf } from './noteWords.ts'

describe('the name of a note', () => {
  it('is its first line where that is short', () => {
    expect(nameOf({ text: 'The key is at reception' })).toBe('The key is at reception')
    expect(nameOf({ text: 'First\nSecond' })).toBe('First')
  })

  it('ends at a word where that is long', () => {
    expect(nameOf({ text: 'The drum was replaced in May by a technician of the maker' })).toBe(
      'The drum was replaced in May by a …',
    )
  })

  it('cuts one long word, and no letter in two', () => {
    expect(nameOf({ text: 'x'.repeat(60) })).toBe(`${'x'.repeat(40)} …`)
    expect(nameOf({ text: '🖨'.repeat(60) })).toBe(`${'🖨'.repeat(40)} …`)
  })
})

describe('the history of a note', () => {
  it('shows the text of what was written, and none of what was deleted or restored', () => {
    expect(textOf({ change: 'created', text: 'a' })).toBe('a')
    expect(textOf({ change: 'edited', text: 'b' })).toBe('b')
    expect(textOf({ change: 'deleted', text: 'b' })).toBeUndefined()
    expect(textOf({ change: 'restored', text: 'b' })).toBeUndefined()
  })
})

describe('what the form of a note sends', () => {
  it('has no space around it, and keeps its lines', () => {
    expect(noteBody({ text: ' \n one\n\ntwo \n' })).toEqual({ text: 'one\n\ntwo' })
  })
})
