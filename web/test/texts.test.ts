import { TYPE } from '@formatjs/icu-messageformat-parser'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { filesOf } from './files.ts'
import { literalTexts } from './literalText.ts'
import de from '../src/locales/de/index.ts'
import en from '../src/locales/en/index.ts'

type Tree = { [key: string]: string | Tree }

function flatten(tree: Tree, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') flat.set(prefix + key, value)
    else flatten(value, `${prefix}${key}.`).forEach((text, inner) => flat.set(inner, text))
  }
  return flat
}

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

const reference = flatten(en)
const others = { de: flatten(de) }

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

  it.each(Object.entries(others))('exist in every language: %s', (_language, catalogue) => {
    expect([...reference.keys()].filter((key) => !catalogue.has(key))).toEqual([])
    expect([...catalogue.keys()].filter((key) => !reference.has(key))).toEqual([])
  })

  it.each(Object.entries(others))('take the same arguments in every language: %s', (language, catalogue) => {
    const different = [...reference]
      .filter(
        ([key, message]) =>
          argumentsOf(message, 'en').join() !== argumentsOf(catalogue.get(key) ?? '', language).join(),
      )
      .map(([key]) => key)
    expect(different).toEqual([])
  })

  it('are used: no text is left over', () => {
    const code = filesOf('.tsx', '.ts')
      .filter(({ name }) => !name.startsWith('locales') && !name.startsWith('api/schema'))
      .map(({ text }) => text)
      .join('\n')
    // Keys made from a value, `printers.state.${state}`, use every key with that beginning.
    const beginnings = [...code.matchAll(/`([a-z_]+(?:\.[a-z_]+)*\.)\$\{/g)].map((match) => match[1] ?? '')
    const unused = [...reference.keys()].filter(
      (key) => !code.includes(`'${key}'`) && !beginnings.some((beginning) => key.startsWith(beginning)),
    )
    expect(unused).toEqual([])
  })

  it('neither shout nor speak of the software', () => {
    const bad = [...reference, ...others.de]
      .filter(([, text]) => /!|\b(entity|resource|failed to fetch|null|undefined)\b/i.test(text))
      .map(([key]) => key)
    expect(bad).toEqual([])
  })
})
