import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { bare, inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { printersTexts } from '../printers/texts.ts'
import { shelfBookList, sparesList } from './shelfSearch.ts'
import { shelfTexts } from './texts.ts'

const up = { to: '/replenishment', label: 'nav.replenishment' } as const

export const shelf = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/shelf-book',
      validateSearch: reads(shelfBookList.read),
      staticData: { up },
      component: lazyPage(() => import('./ShelfBookPage.tsx'), 'ShelfBookPage', [shelfTexts, printersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/spares',
      validateSearch: reads(sparesList.read),
      staticData: { up },
      component: lazyPage(() => import('./SparesPage.tsx'), 'SparesPage', [shelfTexts, printersTexts]),
    }),
  ],
  bareRoutes: [
    createRoute({
      ...bare,
      path: '/count-shelf',
      component: lazyPage(() => import('./CountShelfPage.tsx'), 'CountShelfPage', [shelfTexts, printersTexts]),
    }),
  ],
})
