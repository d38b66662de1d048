import { useTranslation } from 'react-i18next'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { CatalogModel } from './catalogApi.ts'

type Routes = Pick<CatalogModel, 'checked' | 'fleet_agent' | 'native_agent'>

export type RouteCode = 'unchecked' | 'none' | 'fleet_agent' | 'native_agent' | 'both'

export function routeOf({ checked, fleet_agent, native_agent }: Routes): RouteCode {
  if (!checked) return 'unchecked'
  if (fleet_agent && native_agent) return 'both'
  return fleet_agent ? 'fleet_agent' : native_agent ? 'native_agent' : 'none'
}

/** Whether a model can take part in automatic supplies replenishment, and by which route (ASR-2). */
export function RouteWords({ model }: { model: Routes }) {
  const { t } = useTranslation()
  const route = routeOf(model)
  return (
    <StatusWord tone={route === 'none' || route === 'unchecked' ? 'off' : 'ok'}>
      {t(`catalog.route.${route}`)}
    </StatusWord>
  )
}
