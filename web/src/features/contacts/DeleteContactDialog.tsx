import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import { contactValues as valuesOf, contactBody } from './contactFields.ts'
import { contactName, contactQuery, createContact, deleteContact } from './contactsApi.ts'
import { newIdempotencyKey } from '../../api/client.ts'

/** Deletes a contact; while printers have it as their delivery contact the server refuses and names them (CON-3). */
export function DeleteContactDialog({
  contact,
  onClose,
  onDeleted,
}: {
  contact: Contact
  onClose: () => void
  onDeleted?: () => void
}) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const name = contactName(contact)
  const remove = useDelete({
    etag: etagOf(contact),
    remove: (etag) => deleteContact(organizationId, contact.id, etag),
    reread: async () =>
      (await queryClient.fetchQuery({ ...contactQuery(organizationId, contact.id), staleTime: 0 })).etag ?? '',
    onDone: () => {
      onClose()
      onDeleted?.()
      queryClient.removeQueries({ queryKey: ['contacts', organizationId, 'one', contact.id] })
      void queryClient.invalidateQueries({ queryKey: ['contacts'] })
      toast(t('contacts.deleted', { name }), {
        undo: () =>
          void createContact(contact.organization_id, contactBody(valuesOf(contact)), newIdempotencyKey())
            .then(() => queryClient.invalidateQueries({ queryKey: ['contacts'] }))
            .catch(() => toast(t('contacts.undo_failed', { name }), { tone: 'problem' })),
      })
    },
  })
  return (
    <ConfirmDialog
      title={t('contacts.delete_title', { name })}
      confirm={t('contacts.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      <p>
        {contact.assigned_printer_count > 0
          ? t('contacts.delete_assigned', { count: contact.assigned_printer_count })
          : t('contacts.delete_detail')}
      </p>
      {contact.assigned_printer_count > 0 && (
        <p style={{ marginTop: 8 }}>
          <Link to="/printers" search={{ contact_id: contact.id }}>
            {t('contacts.show_printers', { count: contact.assigned_printer_count })}
          </Link>
        </p>
      )}
    </ConfirmDialog>
  )
}
