import { createRoute } from '@tanstack/react-router'
import { Printer } from 'lucide-react'
import { api, body } from '../../api/client.ts'
import type { Thing } from '../../lib/feature.ts'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { ordersTexts } from '../orders/texts.ts'
import { replenishmentTexts } from '../replenishment/texts.ts'
import { printerSearch, printersList } from './printersSearch.ts'
import { viewsTexts } from '../views/texts.ts'
import { silenceTexts } from '../reachability/texts.ts'
import { printersTexts, printerTexts } from './texts.ts'

export const printer: Thing = { list: '/printers', title: 'nav.printers', gone: 'printers.gone' }

const PrintersPane = lazyPart(() => import('./PrintersPane.tsx'), Waiting, [printersTexts])

export const printers = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/printers',
      validateSearch: reads(printersList.read),
      component: lazyPage(() => import('./PrintersPage.tsx'), 'PrintersPage', [
        printersTexts,
        viewsTexts,
        silenceTexts,
      ]),
    }),
    createRoute({
      ...inFrame,
      path: '/printers/$printerId',
      validateSearch: reads(printerSearch),
      component: lazyPage(() => import('./PrinterPage.tsx'), 'PrinterPage', [
        printersTexts,
        printerTexts,
        ordersTexts,
        replenishmentTexts,
        silenceTexts,
      ]),
    }),
  ],
  navigation: [{ place: 'tab', to: '/printers', label: 'nav.printers' }],
  panes: [
    {
      page: 'home',
      order: 10,
      title: 'nav.printers',
      to: '/printers',
      all: 'printers.all',
      Part: PrintersPane,
    },
  ],
  things: [printer],
  finder: {
    label: 'nav.printers',
    Icon: Printer,
    find: async (query, signal) =>
      (await body(api.GET('/api/v1/printers', { params: { query }, signal }))).items.map((found) => ({
        id: found.id,
        title: `${found.manufacturer} ${found.model}`,
        detail: () => [found.serial_number, found.address, found.site_name].filter(Boolean).join(' · '),
        link: { to: '/printers/$printerId', params: { printerId: found.id } },
      })),
  },
})
