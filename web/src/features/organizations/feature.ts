import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { contactsTexts } from '../contacts/texts.ts'
import { organizationsList, sitesList } from './organizationsSearch.ts'
import { organizationsTexts } from './texts.ts'

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
      operation: 'createOrganization',
      shown: (session) => session.organization.tier !== 'child',
    },
    { place: 'administration', to: '/sites', label: 'nav.sites', operation: 'updateSite' },
  ],
  things: [
    { list: '/organizations', title: 'nav.organizations', gone: 'organizations.gone' },
    { list: '/sites', title: 'nav.sites', gone: 'sites.gone' },
  ],
})
