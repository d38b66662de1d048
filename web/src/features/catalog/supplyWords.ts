import { useTranslation } from 'react-i18next'
import { useWord } from '../../lib/useWord.ts'

/** "Toner, black": what a supply is called where no printer says it. */
export function useSupplyWords(): (supply: { supply_type: string; colorant: string }) => string {
  const { t } = useTranslation()
  const word = useWord()
  return ({ supply_type, colorant }) => {
    const type = word(`supply.type.${supply_type}`)
    return colorant === '' ? type : t('catalog.supply_of_color', { type, color: word(`supply.color.${colorant}`) })
  }
}
