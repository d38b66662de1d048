import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { disconnectedList, enrollmentList } from './enrollmentSearch.ts'
import { silenceTexts } from '../reachability/texts.ts'
import { enrollmentTexts } from './texts.ts'

const EnrollmentPane = lazyPart(() => import('./EnrollmentPane.tsx'), Waiting, [enrollmentTexts])

export const enrollment = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/enrollment',
      staticData: { up: { to: '/replenishment', label: 'nav.replenishment' } },
      validateSearch: reads(enrollmentList.read),
      component: lazyPage(() => import('./EnrollmentPage.tsx'), 'EnrollmentPage', [enrollmentTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/disconnected',
      staticData: { up: { to: '/enrollment', label: 'nav.enrollment' } },
      validateSearch: reads(disconnectedList.read),
      component: lazyPage(() => import('./DisconnectedPage.tsx'), 'DisconnectedPage', [enrollmentTexts, silenceTexts]),
    }),
  ],
  panes: [{ page: 'printer', order: 6, title: 'enrollment.pane', Part: EnrollmentPane }],
})
