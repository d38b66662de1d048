import { useTranslation } from 'react-i18next'
import type { CatalogModel, ModelSupply } from './catalogApi.ts'
import { useSupplyWords } from './supplyWords.ts'
import styles from './catalog.module.css'

/** The item that is ordered for a supply; absent where a generic one is. */
export const chosenOf = (supply: ModelSupply) => supply.items.find((item) => item.chosen)

/** Which supplies of a model have an item, a line each. */
export function SupplyList({ model }: { model: CatalogModel }) {
  const { t } = useTranslation()
  const words = useSupplyWords()
  if (model.supplies.length === 0) return <span className="faint">{t('catalog.model.no_supplies')}</span>
  return (
    <ul className={styles.supplies}>
      {model.supplies.map((supply) => {
        const chosen = chosenOf(supply)
        return (
          <li key={`${supply.supply_type} ${supply.colorant}`}>
            {words(supply)}: {chosen ? <span className="mono">{chosen.part_number}</span> : t('catalog.model.generic')}
          </li>
        )
      })}
    </ul>
  )
}
