import { defineList, flag } from '../../lib/listSchema.ts'

/** What the system does by itself is left out until it is asked for (TSK-1). */
export const tasksList = defineList(
  '/api/v1/tasks',
  { system: flag },
  { parameters: { started_by: ({ system }) => (system ? undefined : 'people') } },
)
