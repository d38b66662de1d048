import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { contactsTexts } from '../contacts/texts.ts'
import { usersList } from '../users/usersSearch.ts'
import { organizationsList, sitesList } from './organizationsSearch.ts'
import { organizationsTexts } from './texts.ts'

export const organization = { list: '/organizations', title: 'nav.organizations', gone: 'organizations.gone' } as const

export const organizations = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/organizations',
      validateSearch: reads(organizationsList.read),
      component: lazyPage(() => import('./OrganizationsPage.tsx'), 'OrganizationsPage', [organizationsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/organizations/$organizationId',
      component: lazyPage(() => import('./OrganizationPage.tsx'), 'OrganizationPage', [organizationsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/organizations/$organizationId/entitlements',
      component: lazyPage(() => import('./EntitlementsPage.tsx'), 'EntitlementsPage', [organizationsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/organizations/$organizationId/children',
      validateSearch: reads(organizationsList.read),
      component: lazyPage(() => import('./ChildOrganizationsPage.tsx'), 'ChildOrganizationsPage', [organizationsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/organizations/$organizationId/access-group',
      staticData: { operation: 'listUsers' },
      validateSearch: reads(usersList.read),
      component: lazyPage(() => import('./AccessGroupPage.tsx'), 'AccessGroupPage', [organizationsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/sites',
      validateSearch: reads(sitesList.read),
      component: lazyPage(() => import('./SitesPage.tsx'), 'SitesPage', [organizationsTexts, contactsTexts]),
    }),
  ],
  navigation: [
    {
      place: 'administration',
      to: '/organizations',
      label: 'nav.organizations',
      operation: 'grantMpsExpress',
      shown: (session) => session.organization.tier !== 'child',
    },
    { place: 'administration', to: '/sites', label: 'nav.sites', operation: 'updateSite' },
  ],
  things: [organization, { list: '/sites', title: 'nav.sites', gone: 'sites.gone' }],
})
