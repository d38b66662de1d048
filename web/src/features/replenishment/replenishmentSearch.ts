import { exportUrl } from '../../lib/exportUrl.ts'
import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, id, savedView, text, whole } from '../../lib/listSchema.ts'

export const replenishmentList = defineList(
  '/api/v1/replenishment/supplies',
  { search: text, printer_id: id, site_id: id, below_days: whole, saved: savedView },
  {
    parameters: { search: 'same', printer_id: 'same', site_id: 'same', below_days: 'same' },
  },
)
export type ReplenishmentSearch = StateOf<typeof replenishmentList>

/** The list's filters, as a file. */
export const replenishmentExport = (organization_id: string, search: ReplenishmentSearch): string =>
  exportUrl('/api/v1/replenishment/supplies/export', { organization_id, ...replenishmentList.filters(search) })
