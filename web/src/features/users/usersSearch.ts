import { defineList, text } from '../../lib/listSchema.ts'

export const usersList = defineList(
  '/api/v1/users',
  { search: text },
  {
    sorts: ['child_organization_access', 'email', 'language', 'name', 'roles', 'state'],
    parameters: { search: 'same' },
  },
)
