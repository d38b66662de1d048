import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Copy, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { externalIdsShown } from '../../ui/form/ExternalIds.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import { contact as contactThing } from './feature.ts'
import { ContactForm, useContactForm } from './ContactForm.tsx'
import { contactValues } from './contactFields.ts'
import { contactName, contactQuery, updateContact } from './contactsApi.ts'
import { DeleteContactDialog } from './DeleteContactDialog.tsx'
import { phoneText } from './ContactsPage.tsx'
import { languageName } from '../../lib/i18n.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import styles from './contacts.module.css'
import { Breakable } from '../../ui/Breakable.tsx'
import { ThingProblem } from '../../ui/NotThere.tsx'

export function ContactPage() {
  const contactId = usePathId('contactId')
  const organizationId = useOrganizationId()
  const mayEdit = useAllowed('updateContact')
  const contact = useQuery({
    ...contactQuery(organizationId, contactId),
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  })
  if (contact.isPending) return <PageLoading />
  if (contact.isError)
    return <ThingProblem thing={contactThing} error={contact.error} onRetry={() => void contact.refetch()} />
  return mayEdit ? (
    <EditContact stored={contact.data.data} etag={contact.data.etag ?? ''} />
  ) : (
    <ShowContact contact={contact.data.data} />
  )
}

function EditContact({ stored, etag }: { stored: Contact; etag: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [deleting, setDeleting] = useState(false)
  const back = () => navigate({ to: '/contacts' })
  const form = useContactForm(
    {
      initial: contactValues(stored),
      draft: `contact.${stored.id}`,
      etag,
      reread: async () => {
        const fresh = await queryClient.fetchQuery({ ...contactQuery(organizationId, stored.id), staleTime: 0 })
        return { values: contactValues(fresh.data), etag: fresh.etag ?? '' }
      },
    },
    async (contact, version) => {
      const saved = await updateContact(organizationId, stored.id, version, contact)
      await queryClient.invalidateQueries({ queryKey: ['contacts'] })
      toast(t('contacts.saved', { name: contactName(saved) }))
      // Not waited for: what is saved is saved, even if the list cannot be fetched now.
      void back()
      return { values: contactValues(saved), etag: etagOf(saved) }
    },
  )

  return (
    <div className={styles.formPage}>
      <PageHead
        title={contactName(stored)}
        above={
          <Crumb
            to="/contacts"
            here={contactName(stored)}
            of={{ list: '/api/v1/contacts', id: stored.id, page: '/contacts/$contactId', param: 'contactId' }}
          >
            {t('contacts.title')}
          </Crumb>
        }
        context={<AssignedLine contact={stored} />}
      >
        <ActionMenu
          label={t('contacts.actions_for', { name: contactName(stored) })}
          actions={[
            {
              id: 'duplicate',
              label: t('contacts.duplicate'),
              icon: <Copy size={16} />,
              onClick: () => void navigate({ to: '/contacts/new', search: { duplicate: stored.id } }),
            },
            { id: 'delete', label: t('contacts.delete'), icon: <Trash2 size={16} />, onClick: () => setDeleting(true) },
          ]}
        />
      </PageHead>
      <Panel>
        <ContactForm form={form} submit={t('common.save')} onCancel={() => void back()}>
          <OrganizationLine id={stored.organization_id} />
        </ContactForm>
      </Panel>
      {deleting && (
        <DeleteContactDialog contact={stored} onClose={() => setDeleting(false)} onDeleted={() => void back()} />
      )}
    </div>
  )
}

function AssignedLine({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  return (
    <>
      {contact.assigned_printer_count > 0 ? (
        <Link to="/printers" search={{ contact_id: contact.id }}>
          {t('contacts.assigned_to', { count: contact.assigned_printer_count })}
        </Link>
      ) : (
        t('contacts.assigned_to', { count: 0 })
      )}{' '}
      · {t('contacts.updated')} <Age at={contact.updated_at} />
    </>
  )
}

function ShowContact({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { address } = contact
  return (
    <div className={styles.formPage}>
      <PageHead
        title={contactName(contact)}
        above={
          <Crumb
            to="/contacts"
            here={contactName(contact)}
            of={{ list: '/api/v1/contacts', id: contact.id, page: '/contacts/$contactId', param: 'contactId' }}
          >
            {t('contacts.title')}
          </Crumb>
        }
        context={<AssignedLine contact={contact} />}
      />
      <Panel>
        <Facts
          items={[
            [t('contacts.field.company'), contact.company],
            [t('contacts.field.email'), contact.email ? <Breakable text={contact.email} /> : null],
            [
              t('common.language'),
              contact.language ? languageName(contact.language) : t('contacts.language_of_organization'),
            ],
            [t('contacts.column.phone'), phoneText(contact.phone)],
            [t('address.street1'), [address.street1, address.street2, address.street3].filter(Boolean).join(', ')],
            [t('address.building'), [address.building, address.floor, address.room].filter(Boolean).join(', ')],
            [t('address.city'), [address.postal_code, address.city, address.state].filter(Boolean).join(' ')],
            [t('address.country'), address.country ? format.country(address.country) : null],
            [t('external_ids.label'), externalIdsShown(contact.external_ids)],
          ]}
        />
      </Panel>
    </div>
  )
}
