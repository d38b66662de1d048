import { createRoute } from '@tanstack/react-router'
import type { Thing } from '../../lib/feature.ts'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { webhooksTexts } from './texts.ts'
import { deliveriesList, webhooksList } from './webhooksSearch.ts'

export const webhook: Thing = { list: '/webhooks', title: 'nav.webhooks', gone: 'webhooks.gone' }

export const webhooks = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/webhooks',
      staticData: { operation: 'listWebhooks' },
      validateSearch: reads(webhooksList.read),
      component: lazyPage(() => import('./WebhooksPage.tsx'), 'WebhooksPage', [webhooksTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/webhooks/$webhookId',
      staticData: { operation: 'listWebhookDeliveries', up: { to: '/webhooks', label: 'nav.webhooks' } },
      validateSearch: reads(deliveriesList.read),
      component: lazyPage(() => import('./WebhookPage.tsx'), 'WebhookPage', [webhooksTexts]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/webhooks', label: 'nav.webhooks', operation: 'listWebhooks' }],
  things: [webhook],
})
