import { defineList, id, oneOf, text, several } from '../../lib/listSchema.ts'
import { mailStates } from './mailStates.ts'

const url = { search: text, state: several(oneOf(mailStates)), kind: several(text), object: id }

export const mailsList = defineList('/api/v1/mails', url, {
  sorts: ['created_at', 'attempts', 'kind', 'last_error', 'recipient', 'state', 'subject'],
  parameters: { recipient: ({ search }) => search, state: 'same', kind: 'same', object_id: ({ object }) => object },
})
