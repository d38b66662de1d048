import { defineList, text } from '../../lib/listSchema.ts'

export const organizationsList = defineList(
  '/api/v1/organizations',
  { search: text },
  { parameters: { search: 'same' } },
)
export const sitesList = defineList('/api/v1/sites', { search: text }, { parameters: { search: 'same' } })
