import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../lib/feature.ts'
import { inFrame, reads } from '../../lib/routes.ts'
import { lazyPage, lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { documentsList, linksList } from './documentsSearch.ts'
import { documentsTexts } from './texts.ts'

const up = { to: '/documents', label: 'nav.documents' } as const

const DocumentsPane = lazyPart(() => import('./DocumentsPane.tsx'), Waiting, [documentsTexts])
const LinksPane = lazyPart(() => import('./LinksPane.tsx'), Waiting, [documentsTexts])

/** What the operator shares with an organization (PRT-3). */
export const documents = defineFeature({
  routes: [
    createRoute({
      ...inFrame,
      path: '/documents',
      validateSearch: reads(documentsList.read),
      component: lazyPage(() => import('./DocumentsPage.tsx'), 'DocumentsPage', [documentsTexts]),
    }),
    createRoute({
      ...inFrame,
      path: '/external-links',
      validateSearch: reads(linksList.read),
      staticData: { up },
      component: lazyPage(() => import('./LinksPage.tsx'), 'LinksPage', [documentsTexts]),
    }),
  ],
  navigation: [{ place: 'administration', to: '/documents', label: 'nav.documents' }],
  panes: [
    {
      page: 'home',
      order: 50,
      title: 'nav.external_links',
      to: '/external-links',
      all: 'documents.all_links',
      Part: LinksPane,
    },
    { page: 'home', order: 60, title: 'nav.documents', to: '/documents', all: 'documents.all', Part: DocumentsPane },
  ],
  things: [
    { list: '/documents', title: 'nav.documents', gone: 'documents.gone' },
    { list: '/external-links', title: 'nav.external_links', gone: 'documents.link_gone' },
  ],
})
