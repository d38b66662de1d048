import { defineList } from '../../lib/listSchema.ts'

export const apiKeysList = defineList('/api/v1/api-keys', {}, { sorts: ['created_at'], parameters: {} })
