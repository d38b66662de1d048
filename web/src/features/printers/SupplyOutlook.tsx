import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { daysWords, lastsWords } from '../../ui/daysWords.ts'
import { Lines, Panel } from '../../ui/Parts.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { Why } from '../../ui/Why.tsx'
import { useReasonFigures } from '../supply_orders/OrderParts.tsx'
import { useForecasts } from './forecasts.ts'
import styles from './printers.module.css'

const dash = <span className="faint">–</span>

/** What is on the shelf and under way for each supply of a printer, and when the next order is due or why there is none (ASR-10). */
export function SupplyOutlook({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const figures = useReasonFigures(format)
  const forecasts = useForecasts(printer.id)
  const rows = forecasts.data?.items ?? []
  return (
    <Panel
      title={t('supply.outlook')}
      id="outlook"
      aside={
        <Link to="/replenishment" search={{ printer_id: printer.id } as never} className="small">
          {t('supply.outlook_all')}
        </Link>
      }
    >
      {forecasts.isPending ? (
        <Lines count={3} />
      ) : forecasts.isError ? (
        <Problem error={forecasts.error} onRetry={() => void forecasts.refetch()} />
      ) : rows.length === 0 ? (
        <p className="muted">{t('supply.outlook_empty')}</p>
      ) : (
        <div className={styles.outlook}>
          {rows.map((row) => (
            <section key={row.supply_slot} aria-label={row.description || t('supply.unnamed')} className={styles.outlookRow}>
              <strong className="break">{row.description || t('supply.unnamed')}</strong>
              <dl>
                <div>
                  <dt>{t('supply.column.days_left')}</dt>
                  <dd className="num" title={lastsWords(t, row) ?? undefined}>
                    {daysWords(t, row.days_left) ?? dash}
                  </dd>
                </div>
                <div>
                  <dt>{t('replenishment.column.shelf')}</dt>
                  <dd className="num">{format.number(row.shelf)}</dd>
                </div>
                <div>
                  <dt>{t('replenishment.column.in_transit')}</dt>
                  <dd className="num">
                    {row.in_transit > 0 ? (
                      <Link to="/supply-orders" search={{ printer_id: printer.id } as never}>
                        {format.number(row.in_transit)}
                      </Link>
                    ) : (
                      format.number(row.in_transit)
                    )}
                  </dd>
                </div>
                <div>
                  <dt>{t('replenishment.column.due')}</dt>
                  <dd className="num">{row.order_due_on ? format.day(row.order_due_on) : t('replenishment.no_order')}</dd>
                </div>
              </dl>
              {row.reason.sentence && <Why sentence={[row.reason.sentence, lastsWords(t, row)].filter(Boolean).join(' ')} what={row.description || t('supply.unnamed')} figures={figures(row.reason.args)} />}
            </section>
          ))}
        </div>
      )}
    </Panel>
  )
}
