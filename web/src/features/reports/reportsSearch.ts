import type { StateOf } from '../../lib/listSchema.ts'
import { defineList, id } from '../../lib/listSchema.ts'

/** `file`: of which run a mail offers the file. */
export const reportsList = defineList(
  '/api/v1/reports',
  { file: id },
  { sorts: ['enabled', 'every', 'format', 'last_run_at', 'name', 'next_run_at', 'owner', 'source'], parameters: {} },
)
export type ReportsSearch = StateOf<typeof reportsList>
