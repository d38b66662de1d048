import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { ReplenishmentSupply } from '../../api/types.ts'
import type { Formatter } from '../../lib/format.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { lastsWords } from '../printers/daysWords.ts'
import { Why } from '../../ui/Why.tsx'
import { useGaugeWords, useReasonFigures } from '../orders/reasonFigures.ts'

/** The day of the next order; "tonight" where the figures changed since the last decision; else that there is none. */
export function dueWords(t: TFunction, format: Formatter, row: ReplenishmentSupply): string {
  if (row.order_due_on) return format.day(row.order_due_on)
  return row.estimate === 'replaced' || row.estimate === 'stock_changed'
    ? t('replenishment.tonight')
    : t('replenishment.no_order')
}

/** Why the next order is due that day, or why there is none, and when that was decided (ASR-10). */
export function WhyOrder({ row }: { row: ReplenishmentSupply }) {
  const { t } = useTranslation()
  const format = useFormat()
  const figures = useReasonFigures(format)
  const gauge = useGaugeWords(format)(row.reason.args)
  if (!row.reason.sentence) return null
  return (
    <Why
      sentence={[row.reason.sentence, lastsWords(t, row), row.order_due_moved?.sentence].filter(Boolean).join(' ')}
      what={row.description || t('supply.unnamed')}
      figures={figures(row.reason.args)}
    >
      {gauge && <p className="muted small">{gauge}</p>}
      {row.decided_at && (
        <p className="muted small">
          {[
            t('replenishment.decided', { time: format.dateTime(row.decided_at) }),
            row.estimate === 'current' || row.estimate === 'none' ? null : t(`replenishment.estimate.${row.estimate}`),
          ]
            .filter(Boolean)
            .join(' ')}
        </p>
      )}
    </Why>
  )
}
