import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, api, body } from '../../api/client.ts'
import type { Contact, PutBody } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import type { ContactsSearch } from './contactsSearch.ts'
import { contactsList } from './contactsSearch.ts'

export type ContactBody = PutBody<'/api/v1/contacts/{contact_id}'>

export const contactsQuery = (organization_id: string, search: ContactsSearch) =>
  queryOptions({
    queryKey: ['contacts', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/contacts', { params: { query: contactsList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
  })

export const contactQuery = (organization_id: string, contact_id: string) =>
  queryOptions({
    queryKey: ['contacts', organization_id, 'one', contact_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/contacts/{contact_id}', {
          params: { path: { contact_id }, query: { organization_id } },
          signal,
        }),
      ),
  })

export async function contactValues(
  organization_id: string,
  field: 'company' | 'city',
  search: string,
): Promise<string[]> {
  const found = await body(
    api.GET('/api/v1/contacts/values', { params: { query: { organization_id, field, search: search || undefined } } }),
  )
  return found.items
}

/** The list's filters and order, as a file that can be imported again. */
export const contactsExport = (organization_id: string, search: ContactsSearch): string =>
  exportUrl('/api/v1/contacts/export', { organization_id, ...contactsList.filters(search), sort: search.sort })

export const createContact = (organization_id: string, contact: ContactBody, key: string) =>
  body(
    api.POST('/api/v1/contacts', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: contact,
    }),
  )

export const updateContact = (organization_id: string, contact_id: string, etag: string, contact: ContactBody) =>
  body(
    api.PUT('/api/v1/contacts/{contact_id}', {
      params: { path: { contact_id }, query: { organization_id }, header: { 'If-Match': etag } },
      body: contact,
    }),
  )

export const deleteContact = (organization_id: string, contact_id: string, etag: string) =>
  body(
    api.DELETE('/api/v1/contacts/{contact_id}', {
      params: { path: { contact_id }, query: { organization_id }, header: { 'If-Match': etag } },
    }),
  )

export const contactName = (contact: Pick<Contact, 'first_name' | 'last_name' | 'company'>): string =>
  `${contact.first_name} ${contact.last_name}`.trim() || contact.company

/** As a list sorts it; a contact without a person goes by its company. */
export const contactListName = (contact: Pick<Contact, 'first_name' | 'last_name' | 'company'>): string =>
  [contact.last_name, contact.first_name].filter(Boolean).join(', ') || contact.company
