import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { PackagePlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Printer } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PaneList } from '../../ui/PaneList.tsx'
import { ordersQuery } from './ordersApi.ts'
import { OrderState } from './OrderState.tsx'

/** The newest orders for a printer, and the way to a new one (ORD-1, ORD-2). */
export default function PrinterOrdersPane({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const mayOrder = useAllowed('addToSupplyCart')
  const orders = useQuery(ordersQuery(useOrganizationId(), { printer_id: printer.id }))
  return (
    <div className="stack">
      <PaneList
        query={orders}
        items={orders.data?.items.slice(0, 3)}
        empty={t('orders.none_for_printer')}
        line={(order) => ({
          id: order.id,
          link: (
            <Link to="/supply-orders/$orderId" params={{ orderId: order.id }}>
              {order.number}
            </Link>
          ),
          below: [
            ...new Set(order.lines.filter((line) => line.printer_id === printer.id).map((line) => line.item.name)),
          ].join(', '),
          state: <OrderState state={order.state} />,
          aside: <Age at={order.ordered_at} />,
        })}
      />
      <div className="row wrap">
        {mayOrder && (
          <LinkButton
            variant="outlined"
            startIcon={<PackagePlus size={16} />}
            to="/supply-orders/new"
            search={{ printer_id: printer.id }}
          >
            {t('orders.new.title')}
          </LinkButton>
        )}
        <Link to="/supply-orders" search={{ printer_id: printer.id }}>
          {t('orders.all')}
        </Link>
      </div>
    </div>
  )
}
