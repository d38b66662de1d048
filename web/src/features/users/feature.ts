import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { usersTexts } from './texts.ts'
import { usersList } from './usersSearch.ts'

export const users = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/users',
      staticData: { operation: 'listUsers' },
      validateSearch: reads(usersList.read),
      component: lazyPage(() => import('./UsersPage.tsx'), 'UsersPage', [usersTexts]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/users', label: 'nav.users', operation: 'updateUser' }],
  things: [{ list: '/users', title: 'nav.users', gone: 'users.gone' }],
})
