import { createRoute } from '@tanstack/react-router'
import { Package } from 'lucide-react'
import { api, body } from '../../api/client.ts'
import type { Thing } from '../../lib/feature.ts'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { importsTexts } from '../imports/texts.ts'
import { tasksTexts } from '../tasks/texts.ts'
import { importSearch, newOrderSearch, ordersList, queueList } from './ordersSearch.ts'
import { viewsTexts } from '../views/texts.ts'
import { ordersTexts } from './texts.ts'

export const order: Thing = { list: '/supply-orders', title: 'nav.supply_orders', gone: 'orders.gone' }

const OrdersPane = lazyPart(() => import('./OrdersPane.tsx'), Waiting, [ordersTexts])

const PrinterOrdersPane = lazyPart(() => import('./PrinterOrdersPane.tsx'), Waiting, [ordersTexts])

const up = { to: '/supply-orders', label: 'nav.supply_orders' } as const

export const orders = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/supply-orders',
      validateSearch: reads(ordersList.read),
      component: lazyPage(() => import('./OrdersPage.tsx'), 'OrdersPage', [ordersTexts, viewsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/supply-orders/queue',
      staticData: { operation: 'confirmSupplyOrder', up },
      validateSearch: reads(queueList.read),
      component: lazyPage(() => import('./QueuePage.tsx'), 'QueuePage', [ordersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/supply-orders/import',
      staticData: { operation: 'previewOrderImport', up },
      validateSearch: reads(importSearch),
      component: lazyPage(() => import('./ImportStepsPage.tsx'), 'ImportStepsPage', [
        ordersTexts,
        importsTexts,
        tasksTexts,
      ]),
    }),
    createRoute({
      ...inFrame,
      path: '/supply-orders/new',
      staticData: { up },
      validateSearch: reads(newOrderSearch),
      component: lazyPage(() => import('./NewOrderPage.tsx'), 'NewOrderPage', [ordersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/supply-orders/cart',
      staticData: { operation: 'placeSupplyOrders', up },
      component: lazyPage(() => import('./CartPage.tsx'), 'CartPage', [ordersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/supply-orders/rules',
      staticData: { operation: 'updateSupplyOrderRules', up },
      component: lazyPage(() => import('./RulesPage.tsx'), 'RulesPage', [ordersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/supply-orders/$orderId',
      component: lazyPage(() => import('./OrderPage.tsx'), 'OrderPage', [ordersTexts]),
    }),
  ],
  navigation: [{ place: 'tab', to: '/supply-orders', label: 'nav.supply_orders' }],
  panes: [
    {
      page: 'home',
      order: 30,
      title: 'nav.supply_orders',
      to: '/supply-orders',
      all: 'orders.all',
      Part: OrdersPane,
    },
    { page: 'printer', order: 8, title: 'nav.supply_orders', Part: PrinterOrdersPane },
  ],
  things: [order],
  finder: {
    label: 'nav.supply_orders',
    Icon: Package,
    find: async (query, signal) =>
      (await body(api.GET('/api/v1/supply-orders', { params: { query }, signal }))).items.map((found) => ({
        id: found.id,
        title: found.number,
        detail: (t) => t(`orders.state.${found.state}`),
        link: { to: '/supply-orders/$orderId', params: { orderId: found.id } },
      })),
  },
})
