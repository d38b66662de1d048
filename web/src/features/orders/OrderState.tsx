import { useTranslation } from 'react-i18next'
import type { SupplyOrder } from '../../api/types.ts'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'

const tones: Record<SupplyOrder['state'], Tone> = {
  submitted: 'waiting',
  confirmed: 'info',
  on_back_order: 'warning',
  shipped: 'running',
  delivered: 'ok',
  cancelled: 'off',
}

export function OrderState({ state, pill = false }: { state: SupplyOrder['state']; pill?: boolean }) {
  const { t } = useTranslation()
  // "Shipped" is under way, but nothing here spins.
  const tone = state === 'shipped' ? 'info' : tones[state]
  return (
    <StatusWord tone={tone} pill={pill}>
      {t(`orders.state.${state}`)}
    </StatusWord>
  )
}
