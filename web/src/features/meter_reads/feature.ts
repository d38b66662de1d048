import { createRoute } from '@tanstack/react-router'
import type { Thing } from '../../lib/feature.ts'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { importsTexts } from '../imports/texts.ts'
import { metersList } from '../printers/printersSearch.ts'
import { meterTexts, printersTexts } from '../printers/texts.ts'
import { tasksTexts } from '../tasks/texts.ts'
import { importSearch, meterReadsList, printersToReadList } from './meterReadsSearch.ts'
import { meterReadsTexts } from './texts.ts'

export const meterRead: Thing = { list: '/meter-reads', title: 'nav.meter_reads', gone: 'meter_reads.gone' }

const up = { to: '/meter-reads', label: 'nav.meter_reads' } as const

const HomePane = lazyPart(() => import('./HomePane.tsx'), Waiting, [meterReadsTexts])
const PrinterPane = lazyPart(() => import('./PrinterPane.tsx'), Waiting, [meterReadsTexts, printersTexts, meterTexts])

/** Meters of printers that cannot be read automatically, and how the meters of a contract are closed (MTR-1..MTR-4). */
export const meterReads = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/printers/meters',
      staticData: { up: { to: '/printers', label: 'nav.printers' } },
      validateSearch: reads(metersList.read),
      component: lazyPage(() => import('./MetersPage.tsx'), 'MetersPage', [printersTexts, meterTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/meter-reads',
      validateSearch: reads(meterReadsList.read),
      component: lazyPage(() => import('./MeterReadsPage.tsx'), 'MeterReadsPage', [
        meterReadsTexts,
        printersTexts,
        meterTexts,
      ]),
    }),
    createRoute({
      ...inFrame,
      path: '/meter-reads/submit',
      validateSearch: reads(printersToReadList.read),
      staticData: { up },
      component: lazyPage(() => import('./ChoosePrinterPage.tsx'), 'ChoosePrinterPage', [meterReadsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/meter-reads/import',
      validateSearch: reads(importSearch),
      staticData: { operation: 'startMeterReadImport', up },
      component: lazyPage(() => import('./ImportReadsPage.tsx'), 'ImportReadsPage', [
        meterReadsTexts,
        importsTexts,
        tasksTexts,
      ]),
    }),
    createRoute({
      ...inFrame,
      path: '/meter-reads/submit/$printerId',
      staticData: { operation: 'submitMeterRead', up: { to: '/meter-reads/submit', label: 'nav.submit_meter_reads' } },
      component: lazyPage(() => import('./EnterMetersPage.tsx'), 'EnterMetersPage', [
        meterReadsTexts,
        printersTexts,
        meterTexts,
      ]),
    }),
    createRoute({
      ...inFrame,
      path: '/meter-reads/$meterReadId',
      component: lazyPage(() => import('./MeterReadPage.tsx'), 'MeterReadPage', [
        meterReadsTexts,
        printersTexts,
        meterTexts,
      ]),
    }),
    createRoute({
      ...inFrame,
      path: '/contracts/$contractId/meters',
      staticData: { up: { to: '/contracts', label: 'nav.contracts' } },
      component: lazyPage(() => import('./MeterTermsPage.tsx'), 'MeterTermsPage', [
        meterReadsTexts,
        printersTexts,
        meterTexts,
      ]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/meter-reads', label: 'nav.meter_reads' }],
  things: [meterRead],
  panes: [
    {
      page: 'home',
      order: 15,
      title: 'nav.meter_reads',
      to: '/meter-reads',
      all: 'meter_reads.all',
      Part: HomePane,
    },
    { page: 'printer', order: 9, title: 'nav.meter_reads', Part: PrinterPane },
  ],
})
