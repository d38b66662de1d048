import { createRoute } from '@tanstack/react-router'
import { UserRound } from 'lucide-react'
import { api, body } from '../../api/client.ts'
import type { Thing } from '../../lib/feature.ts'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { contactName } from './contactsApi.ts'
import { contactSearch, contactsList, importSearch } from './contactsSearch.ts'
import { importsTexts } from '../imports/texts.ts'
import { tasksTexts } from '../tasks/texts.ts'
import { contactsTexts } from './texts.ts'

export const contact: Thing = { list: '/contacts', title: 'nav.contacts', gone: 'contacts.gone' }

export const contacts = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/contacts',
      validateSearch: reads(contactsList.read),
      component: lazyPage(() => import('./ContactsPage.tsx'), 'ContactsPage', [contactsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/contacts/new',
      staticData: { operation: 'createContact', up: { to: '/contacts', label: 'nav.contacts' } },
      validateSearch: reads(contactSearch),
      component: lazyPage(() => import('./NewContactPage.tsx'), 'NewContactPage', [contactsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/contacts/import',
      staticData: { operation: 'previewContactImport', up: { to: '/contacts', label: 'nav.contacts' } },
      validateSearch: reads(importSearch),
      component: lazyPage(() => import('./ImportContactsPage.tsx'), 'ImportContactsPage', [
        contactsTexts,
        importsTexts,
        tasksTexts,
      ]),
    }),
    createRoute({
      ...inFrame,
      path: '/contacts/$contactId',
      component: lazyPage(() => import('./ContactPage.tsx'), 'ContactPage', [contactsTexts]),
    }),
  ],
  navigation: [{ place: 'tab', to: '/contacts', label: 'nav.contacts' }],
  things: [contact],
  finder: {
    label: 'nav.contacts',
    Icon: UserRound,
    find: async (query, signal) =>
      (await body(api.GET('/api/v1/contacts', { params: { query }, signal }))).items.map((found) => ({
        id: found.id,
        title: contactName(found),
        detail: () => [found.company, found.address.city].filter(Boolean).join(' · '),
        link: { to: '/contacts/$contactId', params: { contactId: found.id } },
      })),
  },
})
