import { defineList, text } from '../../lib/listSchema.ts'

export const usersList = defineList('/api/v1/users', { search: text }, { parameters: { search: 'same' } })
