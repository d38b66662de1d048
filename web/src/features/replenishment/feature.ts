import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { ordersTexts } from '../orders/texts.ts'
import { printersTexts } from '../printers/texts.ts'
import { shelfTexts } from '../shelf/texts.ts'
import { replenishmentList } from './replenishmentSearch.ts'
import { viewsTexts } from '../views/texts.ts'
import { replenishmentTexts } from './texts.ts'

const SuppliesPane = lazyPart(() => import('./SuppliesPane.tsx'), Waiting, [replenishmentTexts, printersTexts])

export const replenishment = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/replenishment',
      validateSearch: reads(replenishmentList.read),
      component: lazyPage(() => import('./ReplenishmentPage.tsx'), 'ReplenishmentPage', [
        replenishmentTexts,
        ordersTexts,
        printersTexts,
        shelfTexts,
        viewsTexts,
      ]),
    }),
  ],
  navigation: [{ place: 'tab', to: '/replenishment', label: 'nav.replenishment' }],
  panes: [
    {
      page: 'home',
      order: 20,
      title: 'replenishment.first',
      to: '/replenishment',
      all: 'nav.replenishment',
      Part: SuppliesPane,
    },
  ],
})
