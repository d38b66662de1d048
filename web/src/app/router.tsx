import type { AnyRoute } from '@tanstack/react-router'
import { createRoute, createRouter } from '@tanstack/react-router'
import { readSearch, writeSearch } from '../lib/searchText.ts'
import { ChunkError } from '../lib/chunks.ts'
import { frame, inFrame, root } from '../lib/routes.ts'
import { PageLoading } from '../ui/Loading.tsx'
import { ErrorPage, NotFoundPage } from './ErrorPage.tsx'
import { features } from './features.ts'
import { holdBack } from './heldBack.ts'
import { Root } from './Root.tsx'
import { Shell } from './Shell.tsx'

root.update({ component: Root })
frame.update({ component: Shell })

// The types of the routes are those of the list, so that links are checked against every feature's pages.
type Listed = (typeof features)[number]
type Page = Listed['routes'][number]
type BarePage = NonNullable<Listed['bareRoutes']>[number]
const pages = features.flatMap((feature): readonly AnyRoute[] => feature.routes) as Page[]
const barePages = features.flatMap((feature): readonly AnyRoute[] => feature.bareRoutes ?? []) as BarePage[]
// Whatever else is asked for.
const nothing = createRoute({ ...inFrame, path: '/$', component: NotFoundPage })

export const router = createRouter({
  routeTree: root.addChildren([...barePages, frame.addChildren([...pages, nothing])]),
  parseSearch: readSearch,
  stringifySearch: (search) => {
    const string = writeSearch(search)
    return string === '' ? '' : `?${string}`
  },
  defaultPreload: 'intent',
  // The next record of a list is another page: what was typed or opened for the one before does not go along.
  defaultRemountDeps: ({ params }) => params,
  defaultPendingComponent: PageLoading,
  defaultPendingMs: 150,
  defaultErrorComponent: ErrorPage,
  // A page that could not be fetched says so itself and is fetched again: no error of the program.
  defaultOnCatch: (error) => error instanceof ChunkError || console.error(error),
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
})

holdBack(router)

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
