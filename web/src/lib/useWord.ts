import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** The text of a key that ends in a name of the API, `unit.${name}`; the name itself where the catalogues do not have it. */
export function useWord(): (key: string) => string {
  const { t, i18n } = useTranslation()
  return useCallback(
    (key) => (i18n.exists(key) ? t(key as 'unit.sheets') : key.slice(key.lastIndexOf('.') + 1).replaceAll('_', ' ')),
    [t, i18n],
  )
}
