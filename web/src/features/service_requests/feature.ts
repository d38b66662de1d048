import { createRoute } from '@tanstack/react-router'
import { Wrench } from 'lucide-react'
import { api, body } from '../../api/client.ts'
import type { Thing } from '../../lib/feature.ts'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { documentsTexts } from '../documents/texts.ts'
import { printersTexts } from '../printers/texts.ts'
import { choosePrinterList, newRequestSearch, openList, queueList, requestsList } from './requestsSearch.ts'
import { serviceRequestsTexts } from './texts.ts'

export const serviceRequest: Thing = {
  list: '/service-requests',
  title: 'nav.service_requests',
  gone: 'service_requests.gone',
}

const RequestsPane = lazyPart(() => import('./RequestsPane.tsx'), Waiting, [serviceRequestsTexts])
const PrinterRequestsTab = lazyPart(() => import('./PrinterRequestsTab.tsx'), Waiting, [serviceRequestsTexts])

const up = { to: '/service-requests', label: 'nav.service_requests' } as const

/** What people ask the operator's service desk for, and incidents of printers (SRV-1..7). */
export const serviceRequests = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/service-requests',
      validateSearch: reads(requestsList.read),
      component: lazyPage(() => import('./RequestsPage.tsx'), 'RequestsPage', [serviceRequestsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/service-requests/queue',
      staticData: { operation: 'changeServiceRequestState', up },
      validateSearch: reads(queueList.read),
      component: lazyPage(() => import('./QueuePage.tsx'), 'QueuePage', [serviceRequestsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/service-requests/new',
      staticData: { operation: 'createServiceRequest', up },
      validateSearch: reads(openList.read),
      component: lazyPage(() => import('./OpenRequestsPage.tsx'), 'OpenRequestsPage', [serviceRequestsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/service-requests/new/printer',
      staticData: { operation: 'createServiceRequest', up },
      validateSearch: reads(choosePrinterList.read),
      component: lazyPage(() => import('./ChoosePrinterPage.tsx'), 'ChoosePrinterPage', [
        serviceRequestsTexts,
        printersTexts,
      ]),
    }),
    createRoute({
      ...inFrame,
      path: '/service-requests/new/details',
      staticData: { operation: 'createServiceRequest', up },
      validateSearch: reads(newRequestSearch),
      component: lazyPage(() => import('./NewRequestPage.tsx'), 'NewRequestPage', [
        serviceRequestsTexts,
        printersTexts,
        documentsTexts,
      ]),
    }),
    createRoute({
      ...inFrame,
      path: '/service-requests/desk',
      staticData: { operation: 'updateServiceDesk', up },
      component: lazyPage(() => import('./DeskPage.tsx'), 'DeskPage', [serviceRequestsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/service-requests/$requestId',
      component: lazyPage(() => import('./RequestPage.tsx'), 'RequestPage', [serviceRequestsTexts, documentsTexts]),
    }),
  ],
  // Short where the words are long: the bar holds its tabs from 1280 px on.
  navigation: [{ place: 'tab', to: '/service-requests', label: 'nav.service_tab' }],
  panes: [
    {
      page: 'home',
      order: 40,
      title: 'nav.service_requests',
      to: '/service-requests',
      all: 'service_requests.all',
      Part: RequestsPane,
    },
    {
      page: 'printer_tab',
      tab: 'service_requests',
      order: 10,
      title: 'nav.service_requests',
      Part: PrinterRequestsTab,
    },
  ],
  things: [serviceRequest],
  finder: {
    label: 'nav.service_requests',
    Icon: Wrench,
    find: async (query, signal) =>
      (await body(api.GET('/api/v1/service-requests', { params: { query }, signal }))).items.map((found) => ({
        id: found.id,
        title: found.number,
        detail: (t) => [t(`service_requests.state.${found.state}`), found.summary].filter(Boolean).join(' · '),
        link: { to: '/service-requests/$requestId', params: { requestId: found.id } },
      })),
  },
})
