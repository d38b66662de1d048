import i18next from 'i18next'
import ICU from 'i18next-icu'
import { initReactI18next } from 'react-i18next'
import { setApiLanguage } from '../api/client.ts'
import { loadChunk, untilLoaded } from './chunks.ts'
import { getPreferences } from './preferences.ts'

/** Languages with a complete catalogue in `src/locales`, each under its own name. */
export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

/** To choose from, and what one is called. */
export const languageOptions = Object.entries(languages).map(([value, label]) => ({ value, label }))
export const languageName = (tag: string): string => (isLanguage(tag) ? languages[tag] : tag)

const catalogues: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('../locales/en/index.ts'),
  de: () => import('../locales/de/index.ts'),
}

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && value in languages
}

/** The stored choice, else the first browser language that has a catalogue, else English. */
export function preferredLanguage(): Language {
  const wanted = [getPreferences().language, ...navigator.languages].map((tag) => tag?.slice(0, 2))
  return wanted.find(isLanguage) ?? 'en'
}

export async function switchLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    // Without a connection the language stays until the texts have come.
    const catalogue = await untilLoaded(() => loadChunk(catalogues[language]), new AbortController().signal)
    if (!catalogue) return
    i18next.addResourceBundle(language, 'translation', catalogue.default)
  }
  if (i18next.language !== language) await i18next.changeLanguage(language)
  document.documentElement.lang = language
  setApiLanguage(language)
}

export async function startI18n(): Promise<void> {
  const language = preferredLanguage()
  const catalogue = await catalogues[language]()
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: { translation: catalogue.default } },
      interpolation: { escapeValue: false },
      returnNull: false,
    })
  document.documentElement.lang = language
  setApiLanguage(language)
}
