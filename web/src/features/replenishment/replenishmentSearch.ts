import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, id, whole } from '../../lib/listSchema.ts'

export const replenishmentList = defineList(
  '/api/v1/replenishment/supplies',
  { printer_id: id, below_days: whole },
  {
    parameters: { printer_id: 'same', below_days: 'same' },
  },
)
export type ReplenishmentSearch = StateOf<typeof replenishmentList>
