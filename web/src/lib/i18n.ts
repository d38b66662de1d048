import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { setApiLanguage } from '../api/client.ts'
import { loadChunk, untilLoaded } from './chunks.ts'
import { messages } from './messages.ts'
import { getPreferences } from './preferences.ts'
import type { Texts } from './texts.ts'
import { ensureTexts, translateTexts } from './texts.ts'

/** Languages that every catalogue has, each under its own name, in the order of the names. */
export const languages = {
  de: 'Deutsch',
  en: 'English',
  fr: 'Français',
  it: 'Italiano',
  nb: 'Norsk bokmål',
  sv: 'Svenska',
} as const
export type Language = keyof typeof languages

/** To choose from, and what one is called. */
export const languageOptions = Object.entries(languages).map(([value, label]) => ({ value, label }))
export const languageName = (tag: string): string => (isLanguage(tag) ? languages[tag] : tag)

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value)
}

/** Tags of Norwegian: readers of Nynorsk get Bokmål, the written form that there is. */
const norwegian = new Set(['no', 'nn'])

/** The language for a tag of BCP 47: "fr-CA" is fr, "no" and "nn-NO" are nb; undefined where none fits. */
export function languageFor(tag: string): Language | undefined {
  const primary = tag.toLowerCase().split(/[-_]/)[0] ?? ''
  const language = norwegian.has(primary) ? 'nb' : primary
  return isLanguage(language) ? language : undefined
}

/** The stored choice, else the first browser language that has a catalogue, else English. */
export function preferredLanguage(): Language {
  for (const tag of [getPreferences().language, ...navigator.languages]) {
    const language = typeof tag === 'string' ? languageFor(tag) : undefined
    if (language) return language
  }
  return 'en'
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
    .use(messages)
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
