import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, id, oneOf, text, several } from '../../lib/listSchema.ts'
import { auditActions, auditTypes } from './auditActions.ts'

/** A day as a date input has it. */
const day = (value: unknown): string | undefined =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined

/** The first moment of a day where one sits, `later` days on. */
export function momentOf(date: string | undefined, later = 0): string | undefined {
  if (date === undefined) return undefined
  const [year = 0, month = 1, first = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, first + later).toISOString()
}

const outcomes = ['done', 'refused'] as const

const url = {
  search: text,
  action: several(oneOf(auditActions)),
  type: several(oneOf(auditTypes)),
  object: id,
  by: text,
  address: text,
  outcome: several(oneOf(outcomes)),
  from: day,
  to: day,
}

export const auditList = defineList('/api/v1/audit-events', url, {
  parameters: {
    search: 'same',
    action: 'same',
    object_type: ({ type }) => type,
    object_id: ({ object }) => object,
    actor_name: ({ by }) => by,
    address: 'same',
    outcome: 'same',
    since: ({ from }) => momentOf(from),
    until: ({ to }) => momentOf(to, 1),
  },
})
export type AuditSearch = StateOf<typeof auditList>
