import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import type { Raw } from '../../lib/listSchema.ts'
import { id, text } from '../../lib/listSchema.ts'
import { bare } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { SessionDialog } from './SessionDialog.tsx'
import { identityTexts } from './texts.ts'

export const identity = defineFeature({
  routes: [],
  bareRoutes: [
    createRoute({
      ...bare,
      path: '/sign-in',
      validateSearch: (raw: Raw): { next?: string; with?: string } => ({ next: text(raw.next), with: id(raw.with) }),
      component: lazyPage(() => import('./SignInPage.tsx'), 'SignInPage', [identityTexts]),
    }),
    createRoute({
      ...bare,
      path: '/sign-in/callback',
      component: lazyPage(() => import('./ProviderCallbackPage.tsx'), 'ProviderCallbackPage', [identityTexts]),
    }),
    createRoute({
      ...bare,
      path: '/setup',
      component: lazyPage(() => import('./SetupPage.tsx'), 'SetupPage', [identityTexts]),
    }),
    createRoute({
      ...bare,
      path: '/confirm-email',
      component: lazyPage(() => import('./ConfirmEmailPage.tsx'), 'ConfirmEmailPage', [identityTexts]),
    }),
    createRoute({
      ...bare,
      path: '/change-password',
      component: lazyPage(() => import('./ChangePasswordPage.tsx'), 'ChangePasswordPage', [identityTexts]),
    }),
    createRoute({
      ...bare,
      path: '/second-factor',
      component: lazyPage(() => import('./SecondFactorPage.tsx'), 'SecondFactorPage', [identityTexts]),
    }),
    createRoute({
      ...bare,
      path: '/forgot-password',
      component: lazyPage(() => import('./ForgotPasswordPage.tsx'), 'ForgotPasswordPage', [identityTexts]),
    }),
  ],
  InFrame: SessionDialog,
})
