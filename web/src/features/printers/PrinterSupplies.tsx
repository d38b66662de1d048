import type { TFunction } from 'i18next'
import { InSuppliesStatus } from './SupplyOutlook.tsx'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Printer, ReplenishmentSupply } from '../../api/types.ts'
import type { Formatter } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { useNarrow } from '../../lib/useNarrow.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { useWord } from '../../lib/useWord.ts'
import { Age } from '../../ui/Age.tsx'
import { daysOrWhy, lastsWords, likelyDays } from './daysWords.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { SupplyBar } from './SupplyBar.tsx'
import { useForecasts } from './forecasts.ts'
import { isKept, isStale } from './printersApi.ts'
import styles from './printers.module.css'
import { Breakable } from '../../ui/Breakable.tsx'
import { dueWords, WhyOrder } from '../replenishment/OrderDue.tsx'

const dash = <span className="faint">–</span>

function DaysLeft({ supply, forecast }: { supply: Printer['supplies'][number]; forecast?: ReplenishmentSupply }) {
  const { t } = useTranslation()
  const likely = forecast ? likelyDays(t, forecast) : null
  return (
    <div title={(forecast && lastsWords(t, forecast)) ?? undefined}>
      {daysOrWhy(t, supply) ?? dash}
      {likely && <div className="muted xsmall">{t('supply.likely_range', { likely })}</div>}
    </div>
  )
}

/** The level as the printer counts it; null where it reports no capacity. */
function reported(
  t: TFunction,
  format: Formatter,
  word: ReturnType<typeof useWord>,
  { level_raw: level, max_capacity_raw: capacity, unit }: Printer['supplies'][number],
): string | null {
  if (capacity === null || capacity === undefined || capacity <= 0) return null
  return t('supply.of_capacity', {
    level: level === null || level === undefined || level < 0 ? '?' : format.number(level),
    capacity: format.number(capacity),
    unit: unit ? word(`unit.${unit}`) : '',
  })
}

/** Every supply with what the printer says about it, raw figures included (AGT-4). */
export function PrinterSupplies({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = useWord()
  const stale = isStale(printer, useNow())
  const forecasts = useForecasts(printer.id)
  const narrow = useNarrow()
  const forecastOf = new Map(forecasts.data?.items.map((row) => [String(row.supply_slot), row]))
  // A card a supply: what it has left and what is ordered stand together, the rest is a tap away.
  if (narrow) return <SupplyCards printer={printer} stale={stale} forecasts={forecastOf} />
  return (
    <Panel title={t('printer.supplies')} id="supplies">
      <div className={styles.scroll} role="region" aria-labelledby="supplies" tabIndex={0}>
        <table className={styles.supplyTable} role="table">
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col">{t('supply.column.supply')}</th>
              <th scope="col">{t('supply.column.level')}</th>
              <th scope="col">{t('supply.column.days_left')}</th>
              <th scope="col">{t('supply.column.capacity')}</th>
              <th scope="col">{t('supply.column.part_number')}</th>
              <th scope="col">{t('supply.column.serial_number')}</th>
              <th scope="col">{t('supply.column.age')}</th>
            </tr>
          </thead>
          <tbody role="rowgroup">
            {printer.supplies.map((supply) => (
              <tr key={supply.slot} role="row">
                <td role="cell" data-label={t('supply.column.supply')} className="break">
                  <strong>{supply.description || t('supply.unnamed')}</strong>
                  <div className="muted xsmall">
                    {[
                      t(`supply.class.${supply.class as 'consumed' | 'receptacle' | 'other'}`),
                      word(`supply.type.${supply.type}`),
                    ].join(' · ')}
                  </div>
                </td>
                <td role="cell" data-label={t('supply.column.level')}>
                  <SupplyBar supply={supply} stale={stale} kept={isKept(supply, printer)} wide />
                  <div className="muted xsmall">{t(`supply.source.${supply.source}`)}</div>
                </td>
                <td role="cell" data-label={t('supply.column.days_left')} className="num">
                  <DaysLeft supply={supply} forecast={forecastOf.get(supply.slot)} />
                </td>
                <td role="cell" data-label={t('supply.column.capacity')} className="num nowrap">
                  {reported(t, format, word, supply) ?? dash}
                </td>
                <td role="cell" data-label={t('supply.column.part_number')}>
                  {supply.part_number ? (
                    <span className="mono">
                      <Breakable text={supply.part_number} />
                    </span>
                  ) : (
                    dash
                  )}
                </td>
                <td role="cell" data-label={t('supply.column.serial_number')}>
                  {supply.serial_number ? (
                    <span className="mono">
                      <Breakable text={supply.serial_number} />
                    </span>
                  ) : (
                    dash
                  )}
                </td>
                <td role="cell" data-label={t('supply.column.age')}>
                  <Age
                    at={supply.observed_at ?? printer.observed_at}
                    staleAfterSeconds={2 * printer.polling_interval_seconds}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}

/** Not there at all until it is asked for: a card is short. */
function More({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <details className={styles.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('supply.more')}</summary>
      {open && children}
    </details>
  )
}

function SupplyCards({
  printer,
  stale,
  forecasts,
}: {
  printer: Printer
  stale: boolean
  forecasts: Map<string, ReplenishmentSupply>
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = useWord()
  return (
    <Panel title={t('printer.supplies')} id="supplies" aside={<InSuppliesStatus printer={printer} />}>
      <table className={styles.supplyCards} role="table" aria-labelledby="supplies">
        <tbody role="rowgroup">
          {printer.supplies.map((supply) => {
            const forecast = forecasts.get(supply.slot)
            return (
              <tr key={supply.slot} role="row">
                <td role="cell">
                  <section className={styles.card} aria-label={supply.description || t('supply.unnamed')}>
                    <div className={styles.cardName}>
                      <strong className="break">
                        <Breakable text={supply.description || t('supply.unnamed')} />
                      </strong>
                    </div>
                    <div>
                      <SupplyBar supply={supply} stale={stale} kept={isKept(supply, printer)} />
                    </div>
                    <div className="num">
                      <DaysLeft supply={supply} forecast={forecast} />
                    </div>
                    <div className={styles.cardRest}>
                      {forecast && (
                        <span className="muted xsmall num">
                          {[
                            [t('replenishment.column.shelf'), format.number(forecast.shelf)],
                            [t('replenishment.column.in_transit'), format.number(forecast.in_transit)],
                            [t('replenishment.column.due'), dueWords(t, format, forecast)],
                          ]
                            .map(([name, value]) => t('supply.figure', { name, value }))
                            .join(' · ')}
                        </span>
                      )}
                      {forecast && <WhyOrder row={forecast} />}
                      <More>
                        <Facts
                          items={[
                            [
                              t('supply.column.type'),
                              [
                                t(`supply.class.${supply.class as 'consumed' | 'receptacle' | 'other'}`),
                                word(`supply.type.${supply.type}`),
                              ].join(' · '),
                            ],
                            [t('supply.column.capacity'), reported(t, format, word, supply)],
                            [
                              t('supply.column.part_number'),
                              supply.part_number ? (
                                <span className="mono">
                                  <Breakable text={supply.part_number} />
                                </span>
                              ) : null,
                            ],
                            [
                              t('supply.column.serial_number'),
                              supply.serial_number ? (
                                <span className="mono">
                                  <Breakable text={supply.serial_number} />
                                </span>
                              ) : null,
                            ],
                            [
                              t('supply.column.age'),
                              <Age
                                at={supply.observed_at ?? printer.observed_at}
                                staleAfterSeconds={2 * printer.polling_interval_seconds}
                              />,
                            ],
                            [t('supply.column.source'), t(`supply.source.${supply.source}`)],
                          ]}
                        />
                      </More>
                    </div>
                  </section>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Panel>
  )
}
