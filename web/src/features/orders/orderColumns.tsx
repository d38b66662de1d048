import type { TFunction } from 'i18next'
import type { SupplyOrder } from '../../api/types.ts'
import type { Formatter } from '../../lib/format.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { joined } from './orderLines.ts'

const dash = <span className="faint">–</span>

/** What all lists of orders can show beside their own columns; most of it is chosen in the menu of the columns. */
export const moreOrderColumns = (t: TFunction, format: Formatter): Array<Column<SupplyOrder>> => [
  {
    id: 'source',
    sort: 'source',
    header: t('orders.column.source'),
    width: 150,
    phoneHidden: true,
    cell: (order) => t(`orders.source.${order.source}`),
  },
  {
    id: 'ordered_by',
    sort: 'ordered_by',
    header: t('orders.column.ordered_by'),
    width: 190,
    phoneHidden: true,
    cell: (order) => <Breakable text={order.ordered_by || t('orders.by_platen')} />,
  },
  {
    id: 'assignee',
    sort: 'assignee',
    header: t('orders.column.assignee'),
    width: 190,
    hidden: true,
    phoneHidden: true,
    cell: (order) => (order.assignee ? <Breakable text={order.assignee} /> : dash),
  },
  {
    id: 'serials',
    header: t('orders.column.serials'),
    width: 160,
    hidden: true,
    phoneHidden: true,
    cell: (order) => {
      const serials = joined(order.lines.map((line) => line.printer_serial_number))
      return serials ? (
        <span className="mono" title={serials}>
          <Breakable text={serials} />
        </span>
      ) : (
        dash
      )
    },
  },
  {
    id: 'waits',
    header: t('orders.column.waits'),
    width: 220,
    wide: true,
    hidden: true,
    phoneHidden: true,
    cell: (order) =>
      order.state === 'awaiting_approval' && order.waits_for.length > 0
        ? order.waits_for.map(({ sentence }) => sentence).join(' ')
        : dash,
  },
  {
    id: 'desired',
    sort: 'desired_on',
    header: t('orders.desired_on'),
    width: 130,
    hidden: true,
    phoneHidden: true,
    cell: (order) => (order.desired_on ? format.day(order.desired_on) : dash),
  },
  {
    id: 'carrier',
    header: t('orders.carrier'),
    width: 140,
    hidden: true,
    phoneHidden: true,
    cell: (order) => joined(order.shipments.map(({ carrier }) => carrier)) || dash,
  },
  {
    id: 'tracking',
    header: t('orders.tracking'),
    width: 180,
    hidden: true,
    phoneHidden: true,
    cell: (order) => {
      const numbers = joined(order.shipments.map(({ tracking_number }) => tracking_number))
      return numbers ? <Breakable text={numbers} /> : dash
    },
  },
  {
    id: 'comment',
    header: t('orders.comment'),
    width: 200,
    hidden: true,
    phoneHidden: true,
    cell: (order) => (order.comment ? <span title={order.comment}>{order.comment}</span> : dash),
  },
]
