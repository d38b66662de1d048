import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import type { StateOf } from '../../lib/listSchema.ts'
import { mailsList } from './mailsSearch.ts'

export const mailsQuery = (organization_id: string, search: StateOf<typeof mailsList>) =>
  queryOptions({
    queryKey: ['mails', organization_id, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/mails', { params: { query: mailsList.query(organization_id, search) }, signal })),
    placeholderData: keepPreviousData,
  })

export const mailCountsQuery = (organization_id: string) =>
  queryOptions({
    queryKey: ['mails', organization_id, 'counts'],
    queryFn: ({ signal }) => body(api.GET('/api/v1/mails/counts', { params: { query: { organization_id } }, signal })),
  })

export const mailQuery = (organization_id: string, mail_id: string) =>
  queryOptions({
    queryKey: ['mails', organization_id, 'one', mail_id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/mails/{mail_id}', { params: { path: { mail_id }, query: { organization_id } }, signal })),
  })

export const sendAgain = (organization_id: string, mail_id: string) =>
  body(
    api.POST('/api/v1/mails/{mail_id}/sending', {
      params: { path: { mail_id }, query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
    }),
  )

export const sendManyAgain = (organization_id: string, mail_ids: string[]) =>
  body(
    api.POST('/api/v1/mails/sending', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
      body: { mail_ids },
    }),
  )

export const giveUp = (organization_id: string, mail_id: string) =>
  body(
    api.POST('/api/v1/mails/{mail_id}/abandonment', {
      params: { path: { mail_id }, query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
    }),
  )
