import { marked } from 'marked'
import type { Token, Tokens } from 'marked'

// The documentation is Markdown in docs/. What of it the chapters use becomes blocks: headings, paragraphs, lists, tables, code;
// within them bold, emphasis, code and links. Pictures and HTML are left out: nothing becomes HTML as it stands.

export type Inline =
  { kind: 'text' | 'strong' | 'em' | 'code'; text: string } | { kind: 'link'; text: string; href: string }

export type Block =
  | { kind: 'heading'; level: number; text: string; anchor: string }
  | { kind: 'paragraph'; inline: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'code'; text: string }

/** As links within the documentation name a heading. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')

/** The words alone. */
const plain = (tokens: Token[]): string =>
  (tokens as Tokens.Generic[]).map(({ tokens: inner, text }) => (inner ? plain(inner) : String(text ?? ''))).join('')

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ')

function inlines(tokens: Token[]): Inline[] {
  const found: Inline[] = []
  for (const token of tokens as Tokens.Generic[]) {
    const children = token.tokens ?? []
    const text = oneLine(children.length > 0 ? plain(children) : String(token.text ?? ''))
    if (token.type === 'link') found.push({ kind: 'link', text, href: String(token.href) })
    else if (token.type === 'strong' || token.type === 'em') found.push({ kind: token.type, text })
    else if (token.type === 'codespan') found.push({ kind: 'code', text })
    else if (token.type === 'text' && children.length > 0) found.push(...inlines(children))
    else if (token.type === 'text' || token.type === 'escape') {
      const last = found.at(-1)
      if (last?.kind === 'text') last.text += text
      else found.push({ kind: 'text', text })
    }
  }
  return found
}

export const inlineOf = (text: string): Inline[] => inlines(marked.Lexer.lexInline(text))

function blockOf(token: Token): Block[] {
  switch (token.type) {
    case 'heading': {
      const text = plain(token.tokens ?? [])
      return [{ kind: 'heading', level: (token as Tokens.Heading).depth, text, anchor: anchorOf(text) }]
    }
    case 'paragraph': {
      const inline = inlines(token.tokens ?? [])
      // A picture alone leaves nothing.
      return inline.length > 0 ? [{ kind: 'paragraph', inline }] : []
    }
    case 'list': {
      const { ordered, items } = token as Tokens.List
      return [{ kind: 'list', ordered, items: items.map((item) => inlines(item.tokens)) }]
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table
      const cells = (row: Tokens.TableCell[]) => row.map((cell) => inlines(cell.tokens))
      return [{ kind: 'table', head: cells(header), rows: rows.map(cells) }]
    }
    case 'code':
      return [{ kind: 'code', text: (token as Tokens.Code).text }]
    default:
      return []
  }
}

export const blocksOf = (markdown: string): Block[] => marked.lexer(markdown).flatMap(blockOf)
