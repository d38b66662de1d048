import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { mailsList } from './mailsSearch.ts'
import { mailsTexts } from './texts.ts'

export const mails = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/mails',
      staticData: { operation: 'listMails' },
      validateSearch: reads(mailsList.read),
      component: lazyPage(() => import('./MailsPage.tsx'), 'MailsPage', [mailsTexts]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/mails', label: 'nav.mails', operation: 'listMails' }],
})
