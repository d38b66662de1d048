import { defineList } from '../../lib/listSchema.ts'

export const apiKeysList = defineList(
  '/api/v1/api-keys',
  {},
  { sorts: ['created_at', 'created_by', 'expires_at', 'last_used_at', 'name', 'state'], parameters: {} },
)
