import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { OrderLine, SupplyOrder } from '../../api/types.ts'
import type { Formatter } from '../../lib/format.ts'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'

const tones: Record<SupplyOrder['state'], Tone> = { submitted: 'waiting', confirmed: 'info', on_back_order: 'warning', shipped: 'running', delivered: 'ok', cancelled: 'off' }

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

/** The figures behind a reason, for Why?: numbers by locale, the rest as it came. */
export function useReasonFigures(format: Formatter): (args: OrderLine['reason']['args']) => Array<[string, ReactNode]> {
  const { t, i18n } = useTranslation()
  return (args) =>
    Object.entries(args ?? {}).flatMap(([name, value]): Array<[string, ReactNode]> => {
      const label = i18n.exists(`why.figure.${name}`) ? t(`why.figure.${name}` as 'why.figure.days_left') : name.replaceAll('_', ' ')
      const word = typeof value === 'number' ? format.number(value, 1) : typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? format.day(value) : String(value)
      return [[label, word]]
    })
}
