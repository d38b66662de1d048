import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, id, whole } from '../../lib/listSchema.ts'

const url = { printer_id: id, supply_slot: whole, site_id: id }

export const shelfBookList = defineList('/api/v1/shelf-movements', url, {
  sorts: ['recorded_at', 'actor', 'cause', 'day', 'model', 'organization_name', 'quantity', 'shelf_after', 'supply'],
  parameters: { printer_id: 'same', supply_slot: 'same', site_id: 'same' },
})
export type ShelfBookSearch = StateOf<typeof shelfBookList>

export const sparesList = defineList(
  '/api/v1/spares-rules',
  {},
  { sorts: ['applies_to', 'part_number', 'spares_kept', 'together', 'updated_at'], parameters: {} },
)
export type SparesSearch = StateOf<typeof sparesList>
