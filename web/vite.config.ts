import { readdirSync } from 'node:fs'
import { relative } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { parse } from '@formatjs/icu-messageformat-parser'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { pagePaths } from './pages.ts'
import { parsedSign } from './src/lib/parsedMessages.ts'
import { tokenCss } from './src/ui/tokens.ts'

/** Writes `<asset>.gz` and `<asset>.br` beside every text asset, so that the server never compresses. */
function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, output] of Object.entries(bundle)) {
          if (!/\.(js|css|html|svg|json)$/.test(fileName)) continue
          const source = Buffer.from(output.type === 'chunk' ? output.code : output.source)
          if (source.length < 1024) continue
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(source, { level: 9 }) })
          this.emitFile({
            type: 'asset',
            fileName: `${fileName}.br`,
            source: brotliCompressSync(source, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
          })
        }
      },
    },
  }
}

const sources = fileURLToPath(new URL('./src', import.meta.url))
const styleSheets = readdirSync(sources, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.module.css'))
  .sort()
const classesOf = new Map<string, string[]>()

/** The name of a class in the build: of its style sheet and its place there, as short as can be; a hash does not compress. */
function shortClass(local: string, file: string): string {
  const sheet = styleSheets.indexOf(relative(sources, file.replace(/\?.*/, '')))
  if (sheet < 0) throw new Error(`${file} came after the start: start again`)
  const names = classesOf.get(file) ?? []
  classesOf.set(file, names)
  const known = names.indexOf(local)
  const place = known < 0 ? names.push(local) - 1 : known
  return `_${sheet.toString(36)}_${place.toString(36)}`
}

/** `pages.txt`: the paths of all pages, so that the server says 404 for what is none. */
function pages(): Plugin {
  return {
    name: 'pages',
    apply: 'build',
    generateBundle() {
      const features = fileURLToPath(new URL('./src/features', import.meta.url))
      this.emitFile({ type: 'asset', fileName: 'pages.txt', source: `${pagePaths(features).join('\n')}\n` })
    },
  }
}

/** Parses the texts that have arguments once, here: what does that is 8 kB of script, and time in every browser. */
function parseMessages(): Plugin {
  const parsed = (text: string): string =>
    /[{']/.test(text) ? parsedSign + JSON.stringify(parse(text, { ignoreTag: true, captureLocation: false })) : text
  return {
    name: 'parse-messages',
    apply: 'build',
    enforce: 'pre',
    config: () => ({
      css: { modules: { generateScopedName: shortClass } },
      resolve: { alias: { '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js' } },
    }),
    transform: {
      filter: { id: /\/locales\/(\w+\/)?\w+\.json$/ },
      handler: (source) =>
        JSON.stringify(
          JSON.parse(source, (_key, value: unknown) => (typeof value === 'string' ? parsed(value) : value)),
        ),
    },
  }
}

/** Colours, sizes and durations as CSS variables, in the one style sheet. */
function tokens(): Plugin {
  return {
    name: 'tokens',
    enforce: 'pre',
    transform: { filter: { id: /\/ui\/global\.css$/ }, handler: (source) => `${source}\n${tokenCss}\n` },
  }
}

/** The chunk of a file of the frame's texts (src/app/texts.ts). */
function frameLanguage(id: string): string | null {
  const language = /\/src\/(?:app|ui|features\/\w+)\/locales\/(?:frame\/)?(\w+)\.json$/.exec(id)?.[1]
  return language !== undefined && !/\/features\/\w+\/locales\/\w+\.json$/.test(id) ? `texts-${language}` : null
}

/**
 * What the first list shares with other pages. As chunks of their own these were some thirty files of a few hundred octets.
 * A source is one of them when the page of printers imports it and something else does, too; of packages it is what
 * those sources name.
 */
function sharedByLists(id: string, graph: Graph): string | null {
  if (ofFirstList.size === 0)
    followFirstList(fileURLToPath(new URL('./src/features/printers/PrintersPage.tsx', import.meta.url)), graph)
  if (id.includes('/node_modules/')) return ofLists.test(id) || icons.has(id.split('/').at(-1) ?? '') ? 'lists' : null
  const importers = graph.getModuleInfo(id)?.importers ?? []
  const shared = /\/src\/(ui|lib|features\/views)\//.test(id) || importers.some((each) => !ofFirstList.has(each))
  return shared && ofFirstList.has(id) ? 'lists' : null
}
interface Graph {
  getModuleInfo(
    id: string,
  ): { importedIds: readonly string[]; importers: readonly string[]; code: string | null } | null
}
const ofFirstList = new Set<string>()
const icons = new Set<string>()
const ofLists =
  /@mui\/(material\/(ButtonGroup|Checkbox|FormControl\/(FormControlContext|formControlState|useFormControl)|FormControlLabel|InputAdornment|InputBase|ListSubheader|OutlinedInput|Tab|TabScrollButton|Tabs|TextareaAutosize|internal\/(SwitchBase|switchBaseClasses|animate|svg-icons\/(\w*CheckBox\w*|KeyboardArrow\w*)))\b|utils\/getValidReactChildren)/
function followFirstList(id: string, graph: Graph): void {
  if (ofFirstList.has(id) || id.includes('/node_modules/')) return
  ofFirstList.add(id)
  const found = graph.getModuleInfo(id)
  for (const [, names = ''] of (found?.code ?? '').matchAll(/import \{([^}]*)\} from ["']lucide-react["']/g))
    for (const name of names.split(','))
      icons.add(
        `${name
          .trim()
          .replace(/ as .*/, '')
          .replace(/(?<=.)(?=[A-Z])|(?<=[a-z])(?=\d)/g, '-')
          .toLowerCase()}.mjs`,
      )
  found?.importedIds.forEach((each) => followFirstList(each, graph))
}

const server = process.env.PLATEN_URL ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [tokens(), parseMessages(), precompress(), pages()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': { target: server, changeOrigin: true } } },
  preview: { proxy: { '/api': { target: server, changeOrigin: true } } },
  // One style sheet, loaded with the document: a page that comes later, perhaps at the second try, always has its styles.
  build: {
    target: 'es2022',
    cssCodeSplit: false,
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        // What every page needs comes in few files: the frame's texts, the libraries, the frame. Each answer costs about
        // 1 kB of headers, and a small file compresses badly.
        codeSplitting: {
          groups: [
            { name: frameLanguage, includeDependenciesRecursively: false },
            { name: 'libraries', tags: ['$initial'], test: /node_modules/, includeDependenciesRecursively: false },
            { name: 'frame', tags: ['$initial'], includeDependenciesRecursively: false },
            { name: sharedByLists, includeDependenciesRecursively: false },
          ],
        },
      },
    },
  },
  test: {
    environment: 'node',
    include: ['{src,test}/**/*.test.{ts,tsx}'],
    setupFiles: ['./test/setup.ts'],
    css: false,
    // Some tests read every source of the portal; on a busy machine that takes more than the usual five seconds.
    testTimeout: 30_000,
  },
})
