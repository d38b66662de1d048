import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { pagePaths } from '../pages.ts'
import { features } from '../src/app/features.ts'

// The server answers 404 for what is none of them (`pages.txt`).
test('the pages that the build names are those that the portal has', () => {
  const routes = features.flatMap((each) => [...each.routes, ...(each.bareRoutes ?? [])])
  const known = routes.map((route) => (route.options as { path: string }).path)
  expect(pagePaths(fileURLToPath(new URL('../src/features', import.meta.url)))).toEqual(known.sort())
})
