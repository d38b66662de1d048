import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { PaneList } from '../../ui/PaneList.tsx'
import { ordersQuery } from './ordersApi.ts'
import { OrderState } from './OrderState.tsx'

/** The newest orders. */
export default function OrdersPane() {
  const { t } = useTranslation()
  const orders = useQuery(ordersQuery(useOrganizationId(), {}))
  return (
    <PaneList
      query={orders}
      items={orders.data?.items}
      empty={t('orders.none_yet')}
      line={(order) => ({
        id: order.id,
        link: (
          <Link to="/supply-orders/$orderId" params={{ orderId: order.id }}>
            {order.number}
          </Link>
        ),
        below: [...new Set(order.lines.map((line) => line.item.name))].join(', '),
        state: <OrderState state={order.state} />,
        aside: <Age at={order.ordered_at} />,
      })}
    />
  )
}
