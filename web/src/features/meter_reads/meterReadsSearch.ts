import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, flag, id, oneOf, text, several } from '../../lib/listSchema.ts'

export const readSources = ['hand', 'file', 'change'] as const

const url = { search: text, printer_id: id, source: several(oneOf(readSources)) }

export const meterReadsList = defineList('/api/v1/meter-reads', url, {
  sorts: ['read_at', 'submitted_at', 'model', 'source', 'submitted_by'],
  parameters: { search: 'same', printer_id: 'same', source: 'same' },
})
export type MeterReadsSearch = StateOf<typeof meterReadsList>

export const printersToReadList = defineList(
  '/api/v1/meter-reads/printers',
  { search: text, due: flag, automatic: flag },
  {
    sorts: ['serial_number', 'model', 'agent_read_at', 'due_on', 'hand_read_at', 'location'],
    parameters: { search: 'same', due: 'same', automatic: 'same' },
  },
)
export type PrintersToReadSearch = StateOf<typeof printersToReadList>

export const importSearch = (raw: Record<string, unknown>): { import_id?: string } => {
  const import_id = id(raw.import_id)
  return import_id ? { import_id } : {}
}
