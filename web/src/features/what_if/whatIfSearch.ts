import type { StateOf } from '../../lib/listSchema.ts'
import { defineList } from '../../lib/listSchema.ts'

export const whatIfList = defineList('/api/v1/what-if-runs', {}, { parameters: {} })
export type WhatIfSearch = StateOf<typeof whatIfList>
