import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { reportsList } from './reportsSearch.ts'
import { reportsTexts } from './texts.ts'

export const reports = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/reports',
      validateSearch: reads(reportsList.read),
      component: lazyPage(() => import('./ReportsPage.tsx'), 'ReportsPage', [reportsTexts]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/reports', label: 'nav.reports' }],
})
