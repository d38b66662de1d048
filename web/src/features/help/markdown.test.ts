import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { chapters } from '../../ui/help/helpChapters.ts'
import { documents } from './documents.ts'
import { anchorOf, blocksOf, inlineOf } from './markdown.ts'

const docs = join(import.meta.dirname, '../../../../docs')
const read = (name: string) => readFileSync(join(docs, `${name}.md`), 'utf8')

describe('the documentation as blocks', () => {
  it('has headings, paragraphs over several lines, lists, tables and code', () => {
    expect(
      blocksOf(
        '# A `b`\n\none\ntwo\n\n- x\n  y\n- z\n\n1. first\n\n| h | i |\n|---|---|\n| a | **b** |\n\n```sh\nls\n```\n',
      ),
    ).toEqual([
      { kind: 'heading', level: 1, text: 'A b', anchor: 'a-b' },
      { kind: 'paragraph', inline: [{ kind: 'text', text: 'one two' }] },
      { kind: 'list', ordered: false, items: [[{ kind: 'text', text: 'x y' }], [{ kind: 'text', text: 'z' }]] },
      { kind: 'list', ordered: true, items: [[{ kind: 'text', text: 'first' }]] },
      {
        kind: 'table',
        head: [[{ kind: 'text', text: 'h' }], [{ kind: 'text', text: 'i' }]],
        rows: [[[{ kind: 'text', text: 'a' }], [{ kind: 'strong', text: 'b' }]]],
      },
      { kind: 'code', text: 'ls' },
    ])
  })

  it('reads marks within a line, and leaves pictures and comments out', () => {
    expect(inlineOf('a **b** `c*d*` [e](f.md#g) *h* 2 * 3')).toEqual([
      { kind: 'text', text: 'a ' },
      { kind: 'strong', text: 'b' },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'c*d*' },
      { kind: 'text', text: ' ' },
      { kind: 'link', text: 'e', href: 'f.md#g' },
      { kind: 'text', text: ' ' },
      { kind: 'em', text: 'h' },
      { kind: 'text', text: ' 2 * 3' },
    ])
    expect(blocksOf('<!-- x -->\n![a](b.webp)\n')).toEqual([])
  })

  it('names headings as links name them', () => {
    expect(anchorOf('Views, files and reports')).toBe('views-files-and-reports')
    expect(anchorOf('`GET /x`: a')).toBe('get-x-a')
  })
})

describe('the chapters that pages lead to', () => {
  it('exist', () => {
    const missing = chapters.filter(({ document, anchor }) => {
      if (!documents.some((one) => one === document)) return true
      if (anchor === undefined) return false
      return !blocksOf(read(document)).some((block) => block.kind === 'heading' && block.anchor === anchor)
    })
    expect(missing).toEqual([])
  })

  it.each(documents)('%s is there, with a title and text', (name) => {
    const blocks = blocksOf(read(name))
    expect(blocks[0]).toMatchObject({ kind: 'heading', level: 1 })
    expect(blocks.length).toBeGreaterThan(3)
  })
})
