import { defineList, id, oneOf, text } from '../../lib/listSchema.ts'
import { mailStates } from './mailWords.ts'

export const mailsList = defineList(
  '/api/v1/mails',
  { search: text, state: oneOf(mailStates), kind: text, object: id },
  {
    sorts: ['created_at'],
    parameters: { recipient: ({ search }) => search, state: 'same', kind: 'same', object_id: ({ object }) => object },
  },
)
