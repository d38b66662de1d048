import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { alertLogList, alertRulesList } from './alertsSearch.ts'
import { alertsTexts } from './texts.ts'

const up = { to: '/alert-rules', label: 'nav.alert_rules' } as const

const AlertsPane = lazyPart(() => import('./AlertsPane.tsx'), Waiting, [alertsTexts])

/** What people are told of without looking (NOT-2). */
export const alerts = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/alert-rules',
      validateSearch: reads(alertRulesList.read),
      component: lazyPage(() => import('./AlertRulesPage.tsx'), 'AlertRulesPage', [alertsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/alert-log',
      validateSearch: reads(alertLogList.read),
      staticData: { up },
      component: lazyPage(() => import('./AlertLogPage.tsx'), 'AlertLogPage', [alertsTexts]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/alert-rules', label: 'nav.alert_rules' }],
  panes: [{ page: 'printer', order: 40, title: 'alerts.pane', Part: AlertsPane }],
  things: [{ list: '/alert-rules', title: 'nav.alert_rules', gone: 'alerts.gone' }],
})
