import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { documentsTexts } from '../documents/texts.ts'
import { agentPackagesList, agentVersionsList } from './agentVersionsSearch.ts'
import { agentVersionsTexts } from './texts.ts'

/** Which versions of the agent run, which are wanted, and who is told to become another one (AGT-9). */
export const agentVersions = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/agent-versions',
      staticData: { operation: 'listAgentVersions' },
      validateSearch: reads(agentVersionsList.read),
      component: lazyPage(() => import('./AgentVersionsPage.tsx'), 'AgentVersionsPage', [agentVersionsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/agent-packages',
      staticData: { operation: 'listAgentPackages', up: { to: '/agent-versions', label: 'nav.agent_versions' } },
      validateSearch: reads(agentPackagesList.read),
      component: lazyPage(() => import('./AgentPackagesPage.tsx'), 'AgentPackagesPage', [
        agentVersionsTexts,
        documentsTexts,
      ]),
    }),
  ],
  navigation: [
    { place: 'administration', to: '/agent-versions', label: 'nav.agent_versions', operation: 'listAgentVersions' },
  ],
})
