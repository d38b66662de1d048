import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { printersTexts } from '../printers/texts.ts'
import { insightsTexts } from './texts.ts'

/** The fleet dashboard (PRT-6). */
export const insights = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/fleet-dashboard',
      component: lazyPage(() => import('./FleetDashboardPage.tsx'), 'FleetDashboardPage', [
        insightsTexts,
        printersTexts,
      ]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/fleet-dashboard', label: 'nav.fleet_dashboard' }],
})
