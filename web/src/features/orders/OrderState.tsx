import { useTranslation } from 'react-i18next'
import type { SupplyOrder } from '../../api/types.ts'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'

// What is under way is no "running": nothing here spins.
const tones: Record<SupplyOrder['state'], Tone> = {
  awaiting_approval: 'warning',
  submitted: 'waiting',
  confirmed: 'info',
  on_back_order: 'warning',
  partly_shipped: 'info',
  shipped: 'info',
  delivered: 'ok',
  returned: 'off',
  cancelled: 'off',
}

export function OrderState({ state, pill = false }: { state: SupplyOrder['state']; pill?: boolean }) {
  const { t } = useTranslation()
  return (
    <StatusWord tone={tones[state]} pill={pill}>
      {t(`orders.state.${state}`)}
    </StatusWord>
  )
}
