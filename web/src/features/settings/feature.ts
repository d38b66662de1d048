import { createRoute } from '@tanstack/react-router'
import { Settings } from 'lucide-react'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { firstStartTexts } from '../first_start/texts.ts'
import { settingsTexts } from './texts.ts'

export const settings = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/settings',
      component: lazyPage(() => import('./SettingsPage.tsx'), 'SettingsPage', [settingsTexts, firstStartTexts]),
    }),
  ],
  navigation: [{ place: 'sign', to: '/settings', label: 'nav.settings', Icon: Settings }],
})
