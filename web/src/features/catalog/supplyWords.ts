import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useWord } from '../../lib/useWord.ts'

/** "Toner, black": what a supply is called where no printer says it. */
export function useSupplyWords(): (supply: { supply_type: string; colorant: string }) => string {
  const { t } = useTranslation()
  const word = useWord()
  return useCallback(
    ({ supply_type, colorant }) => {
      const lower = word(`supply.type.${supply_type}`)
      const type = lower.charAt(0).toLocaleUpperCase() + lower.slice(1)
      return colorant === '' ? type : t('catalog.supply_of_color', { type, color: word(`catalog.color.${colorant}`) })
    },
    [t, word],
  )
}
