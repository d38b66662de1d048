import { useQuery } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import { Note } from '../../ui/Note.tsx'
import type { ContactBody } from '../contacts/contactsApi.ts'

/** Gives printers a delivery contact, or takes it away; says what they had before (CON-9). */
export async function assignContact(organization_id: string, printer_ids: string[], contact_id: string | null) {
  return body(
    api.POST('/api/v1/printers/contact-assignments', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
      body: { printer_ids, contact_id },
    }),
  )
}

export type Before = Awaited<ReturnType<typeof assignContact>>['before']

/** A new contact for these printers, in one step: where it fails there is neither (CON-9). */
export const createAndAssign = (organization_id: string, contact: ContactBody, printer_ids: string[], key: string) =>
  body(
    api.POST('/api/v1/printers/new-contact-assignments', {
      params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
      body: { ...contact, printer_ids },
    }),
  )

/** Gives each printer the contact back that it had before. */
export async function undoAssignment(organization_id: string, before: Before): Promise<void> {
  for (const { printer_ids, contact_id } of before)
    await assignContact(organization_id, printer_ids, contact_id ?? null)
}

/** What shows the contacts of printers, and where their orders go. */
export async function refreshContacts(queryClient: QueryClient): Promise<void> {
  await Promise.all(
    ['printers', 'contacts', 'supply-orders'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
  )
}

/** What the change does, asked before it is done: supplies that stop, orders that go elsewhere. */
export function ContactEffects({
  organizationId,
  printerIds,
  contactId,
}: {
  organizationId: string
  printerIds: string[]
  contactId: string | null
}) {
  const { t } = useTranslation()
  const effects = useQuery({
    queryKey: ['contact-effects', organizationId, printerIds, contactId],
    queryFn: ({ signal }) =>
      body(
        api.POST('/api/v1/replenishment/contact-change-effects', {
          params: { query: { organization_id: organizationId } },
          body: { printer_ids: printerIds, contact_id: contactId },
          signal,
        }),
      ),
    gcTime: 0,
  })
  if (!effects.data) return null
  const { supplies, open_orders, parting_orders, orders } = effects.data
  const names = [...new Set(orders.map((order) => order.contact_name))].join(', ')
  return (
    <Note tone={contactId ? 'info' : 'warning'}>
      {!contactId && <p>{t('printers.contact_stops', { count: supplies })}</p>}
      {open_orders > 0 && (
        <p>
          {contactId
            ? t('printers.contact_redirects', { count: open_orders, parting: parting_orders })
            : t('printers.contact_keeps', { count: open_orders, names })}{' '}
          {orders.map((order, index) => (
            <span key={order.id}>
              {index > 0 && ', '}
              <Link to="/supply-orders/$orderId" params={{ orderId: order.id }}>
                {order.number}
              </Link>
            </span>
          ))}
          {open_orders > orders.length && ' …'}
        </p>
      )}
    </Note>
  )
}
