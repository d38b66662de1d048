// Texts come with the page that shows them. A catalogue is a folder `locales` with one file a language, or a folder in it
// of what only some of the feature's pages say; its `texts.ts` names it, and a page lists the catalogues that it and its
// parts speak with (`lazyPage`, `lazyPart`).
import i18next from 'i18next'

/** What `t` may be asked for: every `texts.ts` adds the English texts of its folder. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- filled where the texts are
export interface Catalogues {}

/** One catalogue, by the folder that it lies in. */
export interface Texts {
  /** The files of one language, none where that is not spoken. */
  load: (language: string) => Promise<object[]>
}

/** The catalogue of `import.meta.glob('./locales/*.json', { import: 'default' })`; its files are named by language. */
export function textsOf(files: Record<string, () => Promise<unknown>>): Texts {
  return {
    load: (language) =>
      Promise.all(
        Object.entries(files)
          .filter(([path]) => path.endsWith(`/${language}.json`))
          .map(async ([, load]) => (await load()) as object),
      ),
  }
}

const inUse = new Map<Texts, Set<string>>()
/** The language that is being changed to, or the one that is spoken. */
let wanted: string | undefined

async function add(texts: Texts, language: string): Promise<void> {
  if (inUse.get(texts)?.has(language)) return
  for (const catalogue of await texts.load(language))
    i18next.addResourceBundle(language, 'translation', catalogue, true, true)
  inUse.get(texts)?.add(language)
}

/** Has these texts at hand: in the language that is spoken, and in the one that is just being changed to. */
export async function ensureTexts(all: readonly Texts[]): Promise<void> {
  for (const texts of all) if (!inUse.has(texts)) inUse.set(texts, new Set())
  const languages = new Set([i18next.language, wanted].filter((language) => language !== undefined))
  await Promise.all(all.flatMap((texts) => [...languages].map((language) => add(texts, language))))
}

/** Fetches all texts that are in use in another language as well. */
export async function translateTexts(language: string): Promise<void> {
  wanted = language
  await Promise.all([...inUse.keys()].map((texts) => add(texts, language)))
}
