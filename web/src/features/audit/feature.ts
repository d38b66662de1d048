import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { auditList } from './auditSearch.ts'
import { auditTexts } from './texts.ts'

export const audit = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/audit-log',
      staticData: { operation: 'listAuditEvents' },
      validateSearch: reads(auditList.read),
      component: lazyPage(() => import('./AuditPage.tsx'), 'AuditPage', [auditTexts]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/audit-log', label: 'nav.audit', operation: 'listAuditEvents' }],
})
