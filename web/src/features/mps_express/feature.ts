import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { printersTexts } from '../printers/texts.ts'
import { acceptancesList, addSearch, membershipsList, modelsList } from './mpsExpressSearch.ts'
import { mpsExpressTexts } from './texts.ts'

const MembershipPane = lazyPart(() => import('./MembershipPane.tsx'), Waiting, [mpsExpressTexts])

const up = { to: '/mps-express', label: 'nav.mps_express' } as const

export const mpsExpress = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/mps-express',
      validateSearch: reads(membershipsList.read),
      component: lazyPage(() => import('./MembershipsPage.tsx'), 'MembershipsPage', [mpsExpressTexts, printersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/mps-express/add',
      staticData: { operation: 'enrollInMpsExpress', up: { to: '/printers', label: 'nav.printers' } },
      validateSearch: reads(addSearch),
      component: lazyPage(() => import('./AddPage.tsx'), 'AddPage', [mpsExpressTexts, printersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/mps-express/models',
      staticData: { operation: 'confirmMpsExpressMemberships', up },
      validateSearch: reads(modelsList.read),
      component: lazyPage(() => import('./ModelsPage.tsx'), 'ModelsPage', [mpsExpressTexts, printersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/mps-express/terms',
      staticData: { up },
      validateSearch: reads(acceptancesList.read),
      component: lazyPage(() => import('./TermsPage.tsx'), 'TermsPage', [mpsExpressTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/mps-express/settings',
      staticData: { operation: 'confirmMpsExpressMemberships', up },
      component: lazyPage(() => import('./SettingsPage.tsx'), 'SettingsPage', [mpsExpressTexts]),
    }),
  ],
  navigation: [
    {
      place: 'administration',
      to: '/mps-express',
      label: 'nav.mps_express',
      operation: 'confirmMpsExpressMemberships',
    },
  ],
  panes: [{ page: 'printer', order: 5, title: 'nav.mps_express', Part: MembershipPane }],
})
