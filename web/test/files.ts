import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'

export const source = join(import.meta.dirname, '../src')

/** Every source file whose name ends so, with its text; tests left out. */
export function filesOf(...endings: string[]): Array<{ name: string; text: string }> {
  const walk = (folder: string): string[] =>
    readdirSync(folder).flatMap((entry) => {
      const path = join(folder, entry)
      return statSync(path).isDirectory() ? walk(path) : [path]
    })
  return walk(source)
    .filter((path) => endings.some((ending) => path.endsWith(ending)) && !path.includes('.test.'))
    .map((path) => ({ name: relative(source, path), text: readFileSync(path, 'utf8') }))
}
