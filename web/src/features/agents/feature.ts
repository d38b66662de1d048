import { createRoute } from '@tanstack/react-router'
import { Radar } from 'lucide-react'
import { api, body } from '../../api/client.ts'
import type { Thing } from '../../lib/feature.ts'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { agentsList } from './agentsSearch.ts'
import { agentsTexts } from './texts.ts'

export const agent: Thing = { list: '/agents', title: 'nav.agents', gone: 'agents.gone' }

const AgentsPane = lazyPart(() => import('./AgentsPane.tsx'), Waiting, [agentsTexts])

export const agents = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/agents',
      validateSearch: reads(agentsList.read),
      component: lazyPage(() => import('./AgentsPage.tsx'), 'AgentsPage', [agentsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/agents/$agentId',
      component: lazyPage(() => import('./AgentPage.tsx'), 'AgentPage', [agentsTexts]),
    }),
  ],
  navigation: [{ place: 'tab', to: '/agents', label: 'nav.agents' }],
  panes: [
    {
      page: 'home',
      order: 40,
      title: 'nav.agents',
      to: '/agents',
      all: 'agents.all',
      Part: AgentsPane,
    },
  ],
  things: [agent],
  finder: {
    label: 'nav.agents',
    Icon: Radar,
    find: async (query, signal) =>
      (await body(api.GET('/api/v1/agents', { params: { query }, signal }))).items.map((found) => ({
        id: found.id,
        title: found.name,
        detail: (t) => t('agents.printers_count', { count: found.printer_count }),
        link: { to: '/agents/$agentId', params: { agentId: found.id } },
      })),
  },
})
