import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { SupplyOrder } from '../../api/types.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { usePrinting } from '../../lib/usePrinting.ts'
import { byPrinter, pieces, printersOf, recipientLines } from './orderLines.ts'
import styles from './PackingSlip.module.css'

/** The paper in the box: what goes into the parcel, to whom, and for which printer. On paper it is all there is. */
export function PackingSlip({ order }: { order: SupplyOrder }) {
  return usePrinting() ? createPortal(<Slip order={order} />, document.body) : null
}

function Slip({ order }: { order: SupplyOrder }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { contact } = order
  const shipment = order.shipments.at(-1)
  return (
    <article className={styles.slip} data-on-paper aria-label={t('orders.slip.title')}>
      <header className={styles.head}>
        <div>
          <h1>{t('orders.slip.title')}</h1>
          <p>{t('orders.order', { number: order.number })}</p>
          <p>{t('orders.slip.ordered', { date: format.date(order.ordered_at) })}</p>
          <p>{order.organization_name}</p>
          {shipment?.tracking_number && <p>{[shipment.carrier, shipment.tracking_number].filter(Boolean).join(' ')}</p>}
        </div>
        <address className={styles.address}>
          <p className={styles.label}>{t('orders.slip.to')}</p>
          {recipientLines(contact, format.country).map((line, index) => (
            <p key={index}>{line}</p>
          ))}
        </address>
      </header>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('orders.slip.packed')}</th>
            <th scope="col">{t('orders.slip.quantity')}</th>
            <th scope="col">{t('orders.slip.item')}</th>
            <th scope="col">{t('orders.slip.part_number')}</th>
            <th scope="col">{t('orders.slip.printer')}</th>
          </tr>
        </thead>
        <tbody>
          {byPrinter(order.lines).flatMap((group) =>
            group.lines.map((line) => (
              <tr key={line.id}>
                <td>
                  <span className={styles.box} />
                </td>
                <td>{format.number(line.quantity)}</td>
                <td>{line.item.name}</td>
                <td>{line.item.part_number || '–'}</td>
                <td>
                  {group.printer_model}, {group.printer_serial_number}
                  {group.printer_location && <div>{group.printer_location}</div>}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
      <p>
        {t('orders.content', {
          items: format.number(pieces(order)),
          count: pieces(order),
          printers: printersOf(order),
        })}
      </p>
    </article>
  )
}
