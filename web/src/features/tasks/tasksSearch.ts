import { defineList } from '../../lib/listSchema.ts'

export const tasksList = defineList('/api/v1/tasks', {}, { parameters: {} })
