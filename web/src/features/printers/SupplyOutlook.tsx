import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { daysOrWhy, lastsWords } from './daysWords.ts'
import { Lines } from '../../ui/Loading.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { dueWords, WhyOrder } from '../replenishment/OrderDue.tsx'
import { useForecasts } from './forecasts.ts'
import styles from './printers.module.css'

const dash = <span className="faint">–</span>

/** The way to the printer's rows of supplies status. */
export function InSuppliesStatus({ printer }: { printer: Pick<Printer, 'id'> }) {
  const { t } = useTranslation()
  return (
    <Link to="/replenishment" search={{ printer_id: printer.id }} className="small">
      {t('supply.outlook_all')}
    </Link>
  )
}

/** What is on the shelf and under way for each supply of a printer, and when the next order is due or why there is none (ASR-10). */
export function SupplyOutlook({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const forecasts = useForecasts(printer.id)
  const rows = forecasts.data?.items ?? []
  return (
    <Panel title={t('supply.outlook')} id="outlook" aside={<InSuppliesStatus printer={printer} />}>
      {forecasts.isPending ? (
        <Lines count={3} />
      ) : forecasts.isError ? (
        <Problem error={forecasts.error} onRetry={() => void forecasts.refetch()} />
      ) : rows.length === 0 ? (
        <p className="muted">{t('supply.outlook_empty')}</p>
      ) : (
        <div className={styles.outlook}>
          {rows.map((row) => (
            <section
              key={row.supply_slot}
              aria-label={row.description || t('supply.unnamed')}
              className={styles.outlookRow}
            >
              <strong className="break">{row.description || t('supply.unnamed')}</strong>
              <dl>
                <div>
                  <dt>{t('supply.column.days_left')}</dt>
                  <dd className="num" title={lastsWords(t, row) ?? undefined}>
                    {daysOrWhy(t, row) ?? dash}
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
                      <Link to="/supply-orders" search={{ printer_id: printer.id }}>
                        {format.number(row.in_transit)}
                      </Link>
                    ) : (
                      format.number(row.in_transit)
                    )}
                  </dd>
                </div>
                <div>
                  <dt>{t('replenishment.column.due')}</dt>
                  <dd className="num">{dueWords(t, format, row)}</dd>
                </div>
              </dl>
              <WhyOrder row={row} />
            </section>
          ))}
        </div>
      )}
    </Panel>
  )
}
