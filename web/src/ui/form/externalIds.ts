import { limits } from '../../api/limits.ts'
import type { Site } from '../../api/types.ts'

export type ExternalIds = Site['external_ids']

const most = 20

/** As they are typed: one a line, "SAP: 4711". */
export const externalIdsText = (ids: ExternalIds | undefined): string =>
  (ids ?? []).map(({ system, id }) => `${system}: ${id}`).join('\n')

/** What is between the first colon and the end of a line is the id; lines without anything count for nothing. */
export const externalIdsOf = (typed: string): ExternalIds =>
  typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const colon = line.indexOf(':')
      return colon < 0
        ? { system: '', id: line }
        : { system: line.slice(0, colon).trim(), id: line.slice(colon + 1).trim() }
    })

export type ExternalIdsProblem = 'form' | 'too_long' | 'twice' | 'too_many'

/** What is wrong with them, before the server is asked. */
export function externalIdsBreach(typed: string): ExternalIdsProblem | undefined {
  const ids = externalIdsOf(typed)
  if (ids.some(({ system, id }) => system === '' || id === '')) return 'form'
  const { system: ofSystem, id: ofId } = limits.ExternalId
  if (ids.some(({ system, id }) => [...system].length > ofSystem.maxLength || [...id].length > ofId.maxLength))
    return 'too_long'
  if (new Set(ids.map(({ system, id }) => `${system.toLowerCase()}\n${id}`)).size < ids.length) return 'twice'
  return ids.length > most ? 'too_many' : undefined
}
