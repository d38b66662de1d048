import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { shelfTexts } from '../shelf/texts.ts'
import { cartridgesList, readReport } from './economicsSearch.ts'
import { viewsTexts } from '../views/texts.ts'
import { economicsTexts } from './texts.ts'

export const economics = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/cartridges',
      validateSearch: reads(readReport),
      staticData: { up: { to: '/replenishment', label: 'nav.replenishment' } },
      component: lazyPage(() => import('./ReportPage.tsx'), 'ReportPage', [economicsTexts, shelfTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/cartridges/each',
      validateSearch: reads(cartridgesList.read),
      staticData: { up: { to: '/cartridges', label: 'nav.cartridges' } },
      component: lazyPage(() => import('./CartridgesPage.tsx'), 'CartridgesPage', [
        economicsTexts,
        shelfTexts,
        viewsTexts,
      ]),
    }),
  ],
})
