import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { filesOf, source } from './files.ts'

export type Tree = { [key: string]: string | Tree }

export function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else flatten(value, `${prefix}${key}.`).forEach((text, inner) => flat.set(inner, text))
  }
  return flat
}

export interface Catalogue {
  /** Below src: "features/contacts/locales", "features/contacts/locales/frame", "features/printers/locales/page". */
  folder: string
  /** Texts by key, by language. */
  languages: Map<string, Map<string, string>>
}

/** Every folder of texts. */
export function catalogues(): Catalogue[] {
  const folders = new Map<string, Catalogue>()
  for (const path of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    const language = /(?:^|\/)locales\/(?:\w+\/)?(\w+)\.json$/.exec(path)?.[1]
    if (language === undefined) continue
    const folder = dirname(path)
    const catalogue = folders.get(folder) ?? { folder, languages: new Map<string, Map<string, string>>() }
    catalogue.languages.set(language, flatten(JSON.parse(readFileSync(join(source, path), 'utf8')) as Tree))
    folders.set(folder, catalogue)
  }
  return [...folders.values()]
}

const code = new Map(filesOf('.ts', '.tsx').map(({ name, text }) => [name, text]))

const resolve = (from: string, path: string): string => normalize(join(dirname(from), path))

/** The file and all that it imports, as the browser fetches them at once. */
export function loadedWith(file: string): Set<string> {
  const found = new Set<string>()
  const visit = (name: string): void => {
    const text = code.get(name)
    if (text === undefined || found.has(name)) return
    found.add(name)
    for (const [, path = ''] of text.matchAll(/^import (?!type )[^;]*?'(\.[^']+)'/gm)) visit(resolve(name, path))
  }
  visit(file)
  return found
}

/** The keys, of those that exist, that a file asks for. `printers.state.${state}` asks for all with that beginning. */
export function keysIn(file: string, all: readonly string[]): string[] {
  const text = code.get(file) ?? ''
  const beginnings = [...text.matchAll(/`([a-z_]+(?:\.[a-z_]+)*\.)\$\{/g)].map((match) => match[1] ?? '')
  return all.filter((key) => text.includes(`'${key}'`) || beginnings.some((beginning) => key.startsWith(beginning)))
}

/** A page or a part of one that comes when it is needed, with the folders of texts that come with it. */
export interface Lazy {
  declaredIn: string
  file: string
  folders: string[]
}

/** The folders of the texts that `listed` names, as `file` imports them. */
function foldersOfTexts(file: string, listed: string): string[] {
  return [...listed.matchAll(/\w+/g)].map(([name]) => {
    const from = new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from '([^']+)'`).exec(code.get(file) ?? '')?.[1]
    if (from === undefined) throw new Error(`${file} does not import ${name}`)
    const texts = resolve(file, from)
    const folder = new RegExp(`const ${name} = textsOf\\(import\\.meta\\.glob\\('\\./([\\w/]+)/\\*`).exec(
      code.get(texts) ?? '',
    )?.[1]
    if (folder === undefined) throw new Error(`${texts} does not say which files ${name} has`)
    return join(dirname(texts), folder)
  })
}

export function lazyFiles(): Lazy[] {
  return [...code].flatMap(([declaredIn, text]) =>
    [...text.matchAll(/lazyPa(?:ge|rt)\(\s*\(\) => import\('([^']+)'\)([^)]*)\)/g)].map(([, path = '', rest = '']) => {
      const file = resolve(declaredIn, path)
      // What fetches its texts itself, so that not even their names are in the first script.
      const own = /\bensureTexts\(\[([^\]]*)\]\)/.exec(code.get(file) ?? '')?.[1] ?? ''
      const listed = /\[([^\]]*)\]/.exec(rest)?.[1] ?? ''
      return { declaredIn, file, folders: [...foldersOfTexts(declaredIn, listed), ...foldersOfTexts(file, own)] }
    }),
  )
}
