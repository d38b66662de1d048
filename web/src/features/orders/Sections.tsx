import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { SectionNav } from '../../ui/SectionNav.tsx'
import { cartQuery } from './ordersApi.ts'

/** The pages about orders, beside each other; each is shown to those who have something to do there. */
export function Sections() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const orders = useAllowed('placeSupplyOrders')
  const fulfils = useAllowed('confirmSupplyOrder')
  const rules = useAllowed('updateSupplyOrderRules')
  const approves = useAllowed('approveSupplyOrder')
  const cart = useQuery({ ...cartQuery(organizationId), enabled: orders })
  return (
    <SectionNav label={t('orders.sections')}>
      <Link to="/supply-orders" activeOptions={{ exact: true, includeSearch: false }}>
        {t('orders.section.all')}
      </Link>
      {fulfils && <Link to="/supply-orders/queue">{t('orders.section.queue')}</Link>}
      {approves && (
        <Link to="/supply-orders" search={{ state: ['awaiting_approval'] }} activeOptions={{ includeSearch: true }}>
          {t('orders.section.approvals')}
        </Link>
      )}
      {orders && (
        <Link to="/supply-orders/cart">{t('orders.section.cart', { count: Number(cart.data?.data.pieces ?? 0) })}</Link>
      )}
      {rules && <Link to="/supply-orders/rules">{t('orders.section.rules')}</Link>}
    </SectionNav>
  )
}
