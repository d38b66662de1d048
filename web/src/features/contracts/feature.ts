import { createRoute } from '@tanstack/react-router'
import type { Thing } from '../../lib/feature.ts'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { contractsList } from './contractsSearch.ts'
import { contractsTexts } from './texts.ts'

export const contract: Thing = { list: '/contracts', title: 'nav.contracts', gone: 'contracts.gone' }

const TermsPane = lazyPart(() => import('./TermsPane.tsx'), Waiting, [contractsTexts])

const up = { to: '/contracts', label: 'nav.contracts' } as const

export const contracts = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/contracts',
      validateSearch: reads(contractsList.read),
      component: lazyPage(() => import('./ContractsPage.tsx'), 'ContractsPage', [contractsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/contracts/new',
      staticData: { operation: 'createContract', up },
      component: lazyPage(() => import('./NewContractPage.tsx'), 'NewContractPage', [contractsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/contracts/terms',
      staticData: { up },
      component: lazyPage(() => import('./OperatorTermsPage.tsx'), 'OperatorTermsPage', [contractsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/contracts/$contractId',
      component: lazyPage(() => import('./ContractPage.tsx'), 'ContractPage', [contractsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/catalog/models/$catalogModelId/terms',
      staticData: { up: { to: '/catalog/models', label: 'nav.catalog_models' } },
      component: lazyPage(() => import('./LevelTermsPages.tsx'), 'ModelTermsPage', [contractsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/sites/$siteId/terms',
      staticData: { up },
      component: lazyPage(() => import('./LevelTermsPages.tsx'), 'SiteTermsPage', [contractsTexts]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/contracts', label: 'nav.contracts' }],
  things: [contract],
  panes: [{ page: 'printer', order: 7, title: 'contracts.pane', Part: TermsPane }],
})
