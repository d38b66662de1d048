import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { signInTexts } from './texts.ts'

export const signIn = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/sign-in-settings',
      staticData: { operation: 'updateSignInPolicy' },
      component: lazyPage(() => import('./SignInSettingsPage.tsx'), 'SignInSettingsPage', [signInTexts]),
    }),
  ],
  navigation: [
    { place: 'administration', to: '/sign-in-settings', label: 'nav.sign_in', operation: 'updateSignInPolicy' },
  ],
})
