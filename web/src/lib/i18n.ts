import i18next from 'i18next'
import ICU from 'i18next-icu'
import { initReactI18next } from 'react-i18next'
import { setApiLanguage } from '../api/client.ts'
import { loadChunk, untilLoaded } from './chunks.ts'
import { getPreferences } from './preferences.ts'
import type { Texts } from './texts.ts'
import { ensureTexts, translateTexts } from './texts.ts'

/** Languages that every catalogue has, each under its own name. */
export const languages = { en: 'English', de: 'Deutsch' } as const
export type Language = keyof typeof languages

/** To choose from, and what one is called. */
export const languageOptions = Object.entries(languages).map(([value, label]) => ({ value, label }))
export const languageName = (tag: string): string => (isLanguage(tag) ? languages[tag] : tag)

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && value in languages
}

/** The stored choice, else the first browser language that has a catalogue, else English. */
export function preferredLanguage(): Language {
  const wanted = [getPreferences().language, ...navigator.languages].map((tag) => tag?.slice(0, 2))
  return wanted.find(isLanguage) ?? 'en'
}

let chosen: Language | undefined

export async function switchLanguage(language: Language): Promise<void> {
  chosen = language
  // Without a connection the language stays until the texts have come.
  await untilLoaded(() => loadChunk(() => translateTexts(language)), new AbortController().signal)
  if (chosen !== language) return
  if (i18next.language !== language) await i18next.changeLanguage(language)
  document.documentElement.lang = language
  setApiLanguage(language)
}

/** `frame`: the texts that are there before any page is. */
export async function startI18n(frame: Texts): Promise<void> {
  const language = preferredLanguage()
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: { translation: {} } },
      interpolation: { escapeValue: false },
      returnNull: false,
    })
  await ensureTexts([frame])
  document.documentElement.lang = language
  setApiLanguage(language)
}
