import { TYPE } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { catalogues, keysIn, lazyFiles, loadedWith } from './catalogues.ts'
import { filesOf } from './files.ts'
import { literalTexts } from './literalText.ts'
import { languages as spoken } from '../src/lib/i18n.ts'

/** The names of a message's arguments; throws where the ICU syntax is broken. */
function argumentsOf(message: string, language: string): string[] {
  const names = new Set<string>()
  const walk = (elements: ReturnType<IntlMessageFormat['getAst']>) => {
    for (const element of elements) {
      if ('value' in element && element.type !== TYPE.literal) names.add(String(element.value))
      if ('options' in element && element.options)
        Object.values(element.options).forEach((option) => walk(option.value))
    }
  }
  walk(new IntlMessageFormat(message, language).getAst())
  return [...names].sort()
}

const found = catalogues()
const languages = [...new Set(found.flatMap((catalogue) => [...catalogue.languages.keys()]))]
const textsIn = (folder: string, language: string) =>
  found.find((catalogue) => catalogue.folder === folder)?.languages.get(language) ?? new Map<string, string>()
/** Which folder has a key. */
const homes = new Map(
  found.flatMap(({ folder }) => [...textsIn(folder, 'en').keys()].map((key) => [key, folder] as const)),
)
const keys = [...homes.keys()]
const isFrame = (folder: string) => !folder.startsWith('features/') || folder.endsWith('/frame')

describe('texts (PRT-4)', () => {
  it('stand in the catalogues, not in the components', () => {
    const found = filesOf('.tsx').flatMap(({ name, text }) =>
      literalTexts(name, text).map((literal) => `${name}:${literal.line}: ${literal.text}`),
    )
    expect(found).toEqual([])
  })

  it.each([
    ['<p>Hello there</p>', 'Hello there'],
    ['<Field label="Name" />', 'Name'],
    ['<Field label={busy ? "Saving" : t("x")} />', 'Saving'],
    ['<p>{ok && "Done now"}</p>', 'Done now'],
    ['<p>{`From ${a} to ${b}`}</p>', 'From to'],
    ['toast("Saved it")', 'Saved it'],
    ['const columns = [{ id: "a", header: "City" }]', 'City'],
  ])('is found when it is literal: %s', (code, text) => {
    expect(literalTexts('a.tsx', code).map((literal) => literal.text)).toEqual([text])
  })

  it.each([
    '<p>{t("a.b")}</p>',
    '<a href="/printers">{name}</a>',
    '<p>{value ?? "–"}</p>',
    '<Link to="/printers">{t("x")}</Link>',
  ])('leaves alone what is none: %s', (code) => {
    expect(literalTexts('a.tsx', code)).toEqual([])
  })

  // French sets a space before its colon.
  it('are joined by the catalogues, not by a colon of the code', () => {
    const glued = /join\(['"]: ['"]\)|\$\{t\([^`]*?\)\}:/
    expect(glued.test("aria-label={`${t('a.b')}: ${name}`}")).toBe(true)
    const found = ['.ts', '.tsx'].flatMap((ending) =>
      filesOf(ending).flatMap(({ name, text }) =>
        text.split('\n').flatMap((line, at) => (glued.test(line) ? [`${name}:${at + 1}: ${line.trim()}`] : [])),
      ),
    )
    expect(found).toEqual([])
  })

  it('exist in every language, in every folder', () => {
    expect(languages.sort()).toEqual(Object.keys(spoken))
    const wrong = found.flatMap(({ folder }) => {
      const english = textsIn(folder, 'en')
      return languages.flatMap((language) => {
        const other = textsIn(folder, language)
        return [
          ...[...english.keys()].filter((key) => !other.has(key)).map((key) => `${folder}/${language} lacks ${key}`),
          ...[...other.keys()].filter((key) => !english.has(key)).map((key) => `${folder}/en lacks ${key}`),
        ]
      })
    })
    expect(wrong).toEqual([])
  })

  it('stand in one folder only', () => {
    const count = found.reduce((sum, { folder }) => sum + textsIn(folder, 'en').size, 0)
    expect(count).toBeGreaterThan(800)
    expect(keys.length).toBe(count)
  })

  it.each(languages)('take the same arguments in every language: %s', (language) => {
    const different = found.flatMap(({ folder }) =>
      [...textsIn(folder, 'en')]
        .filter(
          ([key, message]) =>
            argumentsOf(message, 'en').join() !==
            argumentsOf(textsIn(folder, language).get(key) ?? '', language).join(),
        )
        .map(([key]) => key),
    )
    expect(different).toEqual([])
  })

  it('are used: no text is left over', () => {
    const used = new Set(filesOf('.tsx', '.ts').flatMap(({ name }) => keysIn(name, keys)))
    expect(keys.filter((key) => !used.has(key))).toEqual([])
  })

  it('neither shout nor speak of the software', () => {
    const bad = found
      .flatMap(({ folder }) => languages.flatMap((language) => [...textsIn(folder, language)]))
      .filter(([, text]) => /!|\b(entity|resource|failed to fetch|null|undefined)\b/i.test(text))
      .map(([key]) => key)
    expect(bad).toEqual([])
  })
})

// A text that does not come with its page would be shown as its key.
describe('texts that come with their page', () => {
  const foldersOf = (file: string) =>
    new Set([...loadedWith(file)].flatMap((name) => keysIn(name, keys)).map((key) => homes.get(key) ?? ''))
  const lazy = lazyFiles()
  const pages = lazy.filter(({ declaredIn }) => declaredIn.endsWith('/feature.ts'))

  /** What is there when a part is shown: its own, and what every page or part that shows it brings. */
  const present = (file: string, seen: string[] = []): Set<string> => {
    const declared = lazy.filter((each) => each.file === file)
    const own = declared.flatMap(({ folders }) => folders)
    const around = declared
      .filter((each) => !pages.includes(each))
      .flatMap(({ declaredIn }) => lazy.filter((other) => loadedWith(other.file).has(declaredIn)))
      .filter((other) => !seen.includes(other.file))
      .map((other) => present(other.file, [...seen, file]))
    const [first = new Set<string>(), ...others] = around
    return new Set([...own, ...[...first].filter((folder) => others.every((each) => each.has(folder)))])
  }

  it('the frame speaks with its own texts only', () => {
    expect([...foldersOf('main.tsx')].filter((folder) => !isFrame(folder))).toEqual([])
    expect(pages.length).toBeGreaterThan(15)
  })

  it.each(lazy.map(({ file }) => file))('%s has all texts that it says', (file) => {
    const here = present(file)
    expect([...foldersOf(file)].filter((folder) => !isFrame(folder) && !here.has(folder))).toEqual([])
  })

  it.each(lazy.map(({ file, folders }) => [file, folders] as const))(
    '%s brings no texts that it does not say',
    (file, folders) => {
      const said = foldersOf(file)
      expect(folders.filter((folder) => !said.has(folder))).toEqual([])
    },
  )
})
