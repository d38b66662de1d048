import { defineList, text } from '../../lib/listSchema.ts'

export const organizationsList = defineList(
  '/api/v1/organizations',
  { search: text },
  { sorts: ['agent_count', 'created_at', 'name', 'printer_count', 'tier'], parameters: { search: 'same' } },
)
export const sitesList = defineList(
  '/api/v1/sites',
  { search: text },
  { sorts: ['city', 'country', 'name', 'street'], parameters: { search: 'same' } },
)
