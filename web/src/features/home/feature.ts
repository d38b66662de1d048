import { createRoute } from '@tanstack/react-router'
import { House } from 'lucide-react'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { homeTexts } from './texts.ts'

/** What needs a look today: figures of the other features. */
export const home = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/',
      component: lazyPage(() => import('./HomePage.tsx'), 'HomePage', [homeTexts]),
    }),
  ],
  navigation: [{ place: 'sign', to: '/', label: 'nav.home', Icon: House, first: true }],
})
