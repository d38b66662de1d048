import { createRoute } from '@tanstack/react-router'
import type { Thing } from '../../lib/feature.ts'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { shelfTexts } from '../shelf/texts.ts'
import { whatIfTexts } from './texts.ts'
import { whatIfList } from './whatIfSearch.ts'

const up = { to: '/what-if', label: 'nav.what_if' } as const
const run: Thing = { list: '/what-if', title: 'nav.what_if', gone: 'what_if.gone' }

export const whatIf = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/what-if',
      validateSearch: reads(whatIfList.read),
      staticData: { up: { to: '/replenishment', label: 'nav.replenishment' } },
      component: lazyPage(() => import('./WhatIfPage.tsx'), 'WhatIfPage', [whatIfTexts, shelfTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/what-if/new',
      staticData: { operation: 'startWhatIfRun', up },
      component: lazyPage(() => import('./NewRunPage.tsx'), 'NewRunPage', [whatIfTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/what-if/$runId',
      staticData: { up },
      component: lazyPage(() => import('./RunPage.tsx'), 'RunPage', [whatIfTexts]),
    }),
  ],
  things: [run],
})
