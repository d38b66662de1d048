import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import type { Raw } from '../../lib/listSchema.ts'
import { text } from '../../lib/listSchema.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { reachabilityTexts, silenceTexts } from './texts.ts'

const ConnectionPane = lazyPart(() => import('./ConnectionPane.tsx'), Waiting, [reachabilityTexts, silenceTexts])

export const reachability = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/agents/$agentId/device',
      validateSearch: reads((raw: Raw): { address?: string } => ({ address: text(raw.address) })),
      staticData: { operation: 'checkAddress', up: { to: '/agents', label: 'nav.agents' } },
      component: lazyPage(() => import('./DevicePage.tsx'), 'DevicePage', [reachabilityTexts]),
    }),
  ],
  panes: [{ page: 'printer', order: 1, title: 'reachability.pane', Part: ConnectionPane }],
})
