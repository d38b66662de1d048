import { createRoute } from '@tanstack/react-router'
import type { Thing } from '../../lib/feature.ts'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage } from '../../ui/lazy.tsx'
import { importsTexts } from '../imports/texts.ts'
import { printersTexts } from '../printers/texts.ts'
import { tasksTexts } from '../tasks/texts.ts'
import {
  importSearch,
  itemsList,
  missingList,
  missingPrintersList,
  modelsList,
  newItemSearch,
} from './catalogSearch.ts'
import { catalogTexts } from './texts.ts'

export const item: Thing = { list: '/catalog', title: 'nav.catalog', gone: 'catalog.gone' }
export const catalogModel: Thing = { list: '/catalog/models', title: 'nav.catalog_models', gone: 'catalog.model_gone' }

const up = { to: '/catalog', label: 'nav.catalog' } as const

export const catalog = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/catalog',
      staticData: { operation: 'exportCatalogItems' },
      validateSearch: reads(itemsList.read),
      component: lazyPage(() => import('./ItemsPage.tsx'), 'ItemsPage', [catalogTexts, printersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/catalog/new',
      staticData: { operation: 'createCatalogItem', up },
      validateSearch: reads(newItemSearch),
      component: lazyPage(() => import('./NewItemPage.tsx'), 'NewItemPage', [catalogTexts, printersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/catalog/import',
      staticData: { operation: 'previewCatalogImport', up },
      validateSearch: reads(importSearch),
      component: lazyPage(() => import('./ImportItemsPage.tsx'), 'ImportItemsPage', [
        catalogTexts,
        importsTexts,
        tasksTexts,
      ]),
    }),
    createRoute({
      ...inFrame,
      path: '/catalog/missing',
      staticData: { operation: 'listPrintersWithoutItems', up },
      validateSearch: reads(missingList.read),
      component: lazyPage(() => import('./MissingItemsPage.tsx'), 'MissingItemsPage', [catalogTexts, printersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/catalog/missing/printers',
      staticData: { operation: 'listPrintersWithoutItems', up },
      validateSearch: reads(missingPrintersList.read),
      component: lazyPage(() => import('./MissingPrintersPage.tsx'), 'MissingPrintersPage', [
        catalogTexts,
        printersTexts,
      ]),
    }),
    createRoute({
      ...inFrame,
      path: '/catalog/models',
      validateSearch: reads(modelsList.read),
      component: lazyPage(() => import('./CatalogModelsPage.tsx'), 'CatalogModelsPage', [catalogTexts, printersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/catalog/models/$catalogModelId',
      component: lazyPage(() => import('./CatalogModelPage.tsx'), 'CatalogModelPage', [catalogTexts, printersTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/catalog/items/$itemId',
      staticData: { operation: 'getCatalogItemUse', up },
      component: lazyPage(() => import('./ItemPage.tsx'), 'ItemPage', [catalogTexts, printersTexts]),
    }),
  ],
  navigation: [
    { place: 'administration', to: '/catalog', label: 'nav.catalog', operation: 'exportCatalogItems' },
    { place: 'administration', to: '/catalog/models', label: 'nav.catalog_models' },
  ],
  things: [item, catalogModel],
})
