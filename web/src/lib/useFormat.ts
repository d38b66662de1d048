import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { createFormatter } from './format.ts'
import type { Formatter } from './format.ts'
import { usePreferences } from './preferences.ts'

export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}

/** To choose from. */
export const timeZones = (): string[] =>
  typeof Intl.supportedValuesOf === 'function'
    ? ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
    : ['UTC', browserTimeZone()]

export function useFormat(): Formatter {
  const { i18n } = useTranslation()
  const { timeZone } = usePreferences()
  return useMemo(() => {
    try {
      return createFormatter(i18n.language, timeZone ?? browserTimeZone())
    } catch {
      return createFormatter(i18n.language, 'UTC')
    }
  }, [i18n.language, timeZone])
}
