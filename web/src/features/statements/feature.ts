import { createRoute } from '@tanstack/react-router'
import type { Thing } from '../../lib/feature.ts'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { meterTexts, printersTexts } from '../printers/texts.ts'
import { linesList, statementsList } from './statementsSearch.ts'
import { statementsTexts } from './texts.ts'

export const statementThing: Thing = { list: '/statements', title: 'nav.statements', gone: 'statements.gone' }

/** Periods of contracts that were closed (MTR-5). */
export const statements = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/statements',
      validateSearch: reads(statementsList.read),
      component: lazyPage(() => import('./StatementsPage.tsx'), 'StatementsPage', [statementsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/statements/$statementId',
      validateSearch: reads(linesList.read),
      component: lazyPage(() => import('./StatementPage.tsx'), 'StatementPage', [
        statementsTexts,
        printersTexts,
        meterTexts,
      ]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/statements', label: 'nav.statements' }],
  things: [statementThing],
})
