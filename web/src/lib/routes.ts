// Where the pages of the features hang. What the frame looks like is said in app/router.tsx.
import type { SearchSchemaInput } from '@tanstack/react-router'
import { createRootRoute, createRoute, retainSearchParams } from '@tanstack/react-router'
import type { FrameText } from './feature.ts'
import type { Raw } from './listSchema.ts'
import { id } from './listSchema.ts'
import type { Operation } from './roles.ts'

/** What a page reads of its URL is what a link to it can say: another key does not compile. */
export const reads =
  <S extends object>(read: (raw: Raw) => S) =>
  (raw: S & SearchSchemaInput): S =>
    read(raw)

export const root = createRootRoute({
  validateSearch: reads((raw): { org?: string } => (id(raw.org) ? { org: id(raw.org) } : {})),
  search: { middlewares: [retainSearchParams(['org'])] },
})

export const frame = createRoute({ getParentRoute: () => root, id: 'shell' })

/** The parent of a page for which one must be signed in. */
export const inFrame = { getParentRoute: () => frame }

/** The parent of a page without the frame: signing in. */
export const bare = { getParentRoute: () => root }

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** What the page is for; it does not open for who may not call that (ORG-6). */
    operation?: Operation
    /** The page to go back to from there; Home where it is left out. */
    up?: { to: string; label: FrameText }
  }
}
