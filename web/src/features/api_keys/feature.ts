import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { usersTexts } from '../users/texts.ts'
import { apiKeysList } from './apiKeysSearch.ts'
import { apiKeysTexts } from './texts.ts'

export const apiKeys = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/api-keys',
      staticData: { operation: 'listApiKeys' },
      validateSearch: reads(apiKeysList.read),
      component: lazyPage(() => import('./ApiKeysPage.tsx'), 'ApiKeysPage', [apiKeysTexts, usersTexts]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/api-keys', label: 'nav.api_keys', operation: 'listApiKeys' }],
})
