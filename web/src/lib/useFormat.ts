import { useTranslation } from 'react-i18next'
import { createFormatter } from './format.ts'
import type { Formatter } from './format.ts'
import { usePreferences } from './preferences.ts'

let own: string | undefined

export function browserTimeZone(): string {
  own ??= Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
  return own
}

/** To choose from. */
export const timeZones = (): string[] =>
  typeof Intl.supportedValuesOf === 'function'
    ? ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
    : ['UTC', browserTimeZone()]

// A page has hundreds of places that format something, and the browser takes a millisecond to make what they need.
const made = new Map<string, Formatter>()

function formatterOf(language: string, timeZone: string): Formatter {
  const key = `${language} ${timeZone}`
  let formatter = made.get(key)
  if (!formatter) {
    try {
      formatter = createFormatter(language, timeZone)
    } catch {
      formatter = createFormatter(language, 'UTC')
    }
    made.set(key, formatter)
  }
  return formatter
}

export function useFormat(): Formatter {
  const { i18n } = useTranslation()
  const { timeZone } = usePreferences()
  return formatterOf(i18n.language, timeZone ?? browserTimeZone())
}
