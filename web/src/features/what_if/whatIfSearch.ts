import type { StateOf } from '../../lib/listSchema.ts'
import { defineList } from '../../lib/listSchema.ts'

export const whatIfList = defineList(
  '/api/v1/what-if-runs',
  {},
  { sorts: ['created_at', 'created_by', 'site_name', 'state'], parameters: {} },
)
export type WhatIfSearch = StateOf<typeof whatIfList>
