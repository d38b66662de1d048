// The documentation is Markdown in docs/. What of it the chapters use is read here into blocks: headings, paragraphs,
// lists, tables, code; within them bold, emphasis, code and links. Pictures are left out. Nothing becomes HTML as it stands.

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

const plain = (text: string): string => text.replace(/[`*]/g, '')

const marks = /!\[[^\]]*\]\([^)]*\)|`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)/g

export function inlineOf(text: string): Inline[] {
  const found: Inline[] = []
  let at = 0
  for (const match of text.matchAll(marks)) {
    if (match.index > at) found.push({ kind: 'text', text: text.slice(at, match.index) })
    at = match.index + match[0].length
    const [, code, strong, em, words, href] = match
    if (code !== undefined) found.push({ kind: 'code', text: code })
    else if (strong !== undefined) found.push({ kind: 'strong', text: plain(strong) })
    else if (em !== undefined) found.push({ kind: 'em', text: plain(em) })
    else if (words !== undefined && href !== undefined) found.push({ kind: 'link', text: plain(words), href })
  }
  if (at < text.length) found.push({ kind: 'text', text: text.slice(at) })
  return found
}

const cells = (line: string): string[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replace(/\\\|/g, '|'))

const item = /^\s*(?:[-*]|\d+\.)\s+/
const heading = /^(#{1,6})\s+(.*)$/
const fence = /^```/
const rule = /^\|?[\s:|-]*-{3,}[\s:|-]*$/
const begins = (line: string): boolean =>
  line.trim() === '' || item.test(line) || heading.test(line) || fence.test(line) || line.startsWith('|')

export function blocksOf(markdown: string): Block[] {
  const lines = markdown.replace(/<!--[\s\S]*?-->/g, '').split(/\r?\n/)
  const blocks: Block[] = []
  let at = 0
  const line = () => lines[at] ?? ''
  /** What goes on in the lines below. */
  const rest = (first: string): string => {
    let text = first
    for (at += 1; at < lines.length && !begins(line()); at += 1) text += ` ${line().trim()}`
    return text
  }
  while (at < lines.length) {
    const title = heading.exec(line())
    if (line().trim() === '') at += 1
    else if (title) {
      const text = plain(title[2] ?? '')
      blocks.push({ kind: 'heading', level: title[1]?.length ?? 1, text, anchor: anchorOf(text) })
      at += 1
    } else if (fence.test(line())) {
      const text: string[] = []
      for (at += 1; at < lines.length && !fence.test(line()); at += 1) text.push(line())
      at += 1
      blocks.push({ kind: 'code', text: text.join('\n') })
    } else if (line().startsWith('|')) {
      const rows: Inline[][][] = []
      for (; line().startsWith('|'); at += 1) if (!rule.test(line())) rows.push(cells(line()).map(inlineOf))
      const [head = [], ...others] = rows
      blocks.push({ kind: 'table', head, rows: others })
    } else if (item.test(line())) {
      const ordered = /^\s*\d/.test(line())
      const items: Inline[][] = []
      while (at < lines.length && item.test(line())) items.push(inlineOf(rest(line().replace(item, ''))))
      blocks.push({ kind: 'list', ordered, items })
    } else {
      const inline = inlineOf(rest(line().trim()))
      // A picture alone leaves nothing.
      if (inline.length > 0) blocks.push({ kind: 'paragraph', inline })
    }
  }
  return blocks
}
