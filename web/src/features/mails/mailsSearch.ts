import { defineList, id, oneOf, text } from '../../lib/listSchema.ts'
import { mailStates } from './mailStates.ts'

const url = { search: text, state: oneOf(mailStates), kind: text, object: id }

export const mailsList = defineList('/api/v1/mails', url, {
  sorts: ['created_at'],
  parameters: { recipient: ({ search }) => search, state: 'same', kind: 'same', object_id: ({ object }) => object },
})
