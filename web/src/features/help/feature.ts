import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { helpSearch } from './helpSearch.ts'
import { helpTexts } from './texts.ts'

/** The documentation of the portal's pages, to which each of them leads. */
export const help = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/help',
      validateSearch: reads(helpSearch),
      component: lazyPage(() => import('./HelpPage.tsx'), 'HelpPage', [helpTexts]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/help', label: 'nav.help' }],
})
