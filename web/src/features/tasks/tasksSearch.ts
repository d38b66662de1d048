import { defineList, flag, oneOf, several } from '../../lib/listSchema.ts'

export const taskStates = ['queued', 'running', 'completed', 'completed_with_errors', 'failed', 'cancelled'] as const

const url = { system: flag, state: several(oneOf(taskStates)) }

/** What the system does by itself is left out until it is asked for (TSK-1). */
export const tasksList = defineList('/api/v1/tasks', url, {
  sorts: ['created_at', 'finished_at', 'kind', 'state'],
  parameters: { state: 'same', started_by: ({ system }) => (system ? undefined : 'people') },
})

const itemsUrl = { outcome: oneOf(['done', 'skipped', 'partly', 'failed'] as const) }

/** The results of one task, of one outcome or of all (TSK-1). */
export const taskItemsList = defineList('/api/v1/tasks/{task_id}/items', itemsUrl, {
  parameters: { outcome: 'same' },
})
