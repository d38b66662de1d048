import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The paths of all pages, "/printers/$printerId", as the features' `createRoute` name them, sorted. */
export function pagePaths(features: string): string[] {
  const files = readdirSync(features).map((name) => join(features, name, 'feature.ts'))
  const found = files.filter(existsSync).flatMap((file) => {
    const source = readFileSync(file, 'utf8')
    return [...source.matchAll(/createRoute\(\{[^{}]*?\bpath: '([^']+)'/g)].map(([, path = '']) => path)
  })
  return [...new Set(found)].sort()
}
