import { Button } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { Copy, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/problem.ts'
import type { Contact } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../app/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Crumb, Facts, PageLoading, Panel } from '../../ui/Parts.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import { ContactForm, useContactForm, useContactLabels } from './ContactForm.tsx'
import type { ContactValues } from './contactFields.ts'
import { contactValues, differences } from './contactFields.ts'
import { contactName, contactQuery, updateContact } from './contactsApi.ts'
import { DeleteContactDialog } from './DeleteContactDialog.tsx'
import { phoneText } from './ContactsPage.tsx'
import { languageName } from '../../lib/i18n.ts'
import { useFormat } from '../../lib/useFormat.ts'
import styles from './contacts.module.css'

export function ContactPage() {
  const { contactId } = useParams({ strict: false }) as { contactId: string }
  const organizationId = useOrganizationId()
  const mayEdit = useAllowed('updateContact')
  const contact = useQuery({ ...contactQuery(organizationId, contactId), refetchOnWindowFocus: false, staleTime: Infinity, gcTime: 0 })
  if (contact.isPending) return <PageLoading />
  if (contact.isError) return <Problem error={contact.error} onRetry={() => void contact.refetch()} />
  return mayEdit ? <EditContact stored={contact.data.data} etag={contact.data.etag ?? ''} /> : <ShowContact contact={contact.data.data} />
}

function EditContact({ stored, etag: firstEtag }: { stored: Contact; etag: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [etag, setEtag] = useState(firstEtag)
  const [newer, setNewer] = useState<Contact | null>(null)
  const [deleting, setDeleting] = useState(false)
  const back = () => navigate({ to: '/contacts' })

  const form = useContactForm(contactValues(stored), `contact.${stored.id}`, async (contact) => {
    try {
      const saved = await updateContact(organizationId, stored.id, etag, contact)
      await queryClient.invalidateQueries({ queryKey: ['contacts'] })
      toast(t('contacts.saved', { name: contactName(saved) }))
      await back()
    } catch (error) {
      // Someone else saved meanwhile: show what differs and let the person decide (412).
      if (!(error instanceof ApiError) || error.status !== 412) throw error
      const fresh = await queryClient.fetchQuery({ ...contactQuery(organizationId, stored.id), staleTime: 0 })
      setNewer(fresh.data)
      setEtag(fresh.etag ?? '')
    }
  })

  return (
    <div className={styles.formPage}>
      <PageHead title={contactName(stored)} above={<Crumb to="/contacts">{t('contacts.title')}</Crumb>} context={<AssignedLine contact={stored} />}>
        <ActionMenu
          label={t('contacts.actions_for', { name: contactName(stored) })}
          actions={[
            { id: 'duplicate', label: t('contacts.duplicate'), icon: <Copy size={16} />, onClick: () => void navigate({ to: '/contacts/new', search: { duplicate: stored.id } }) },
            { id: 'delete', label: t('contacts.delete'), icon: <Trash2 size={16} />, onClick: () => setDeleting(true) },
          ]}
        />
      </PageHead>
      <Panel>
        <ContactForm form={form} submit={newer ? t('contacts.save_mine') : t('common.save')} onCancel={() => void back()}>
          <OrganizationLine id={stored.organization_id} />
          {newer && (
            <Conflict
              mine={form.values}
              newer={newer}
              onTakeTheirs={() => {
                form.replace(contactValues(newer))
                setNewer(null)
              }}
            />
          )}
        </ContactForm>
      </Panel>
      {deleting && <DeleteContactDialog contact={stored} onClose={() => setDeleting(false)} onDeleted={() => void back()} />}
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

function Conflict({ mine, newer, onTakeTheirs }: { mine: ContactValues; newer: Contact; onTakeTheirs: () => void }) {
  const { t } = useTranslation()
  const labels = useContactLabels()
  const rows = differences(mine, contactValues(newer))
  return (
    <div className={styles.conflict} role="alert">
      <strong>{t('contacts.conflict')}</strong>
      <p>{rows.length === 0 ? t('contacts.conflict_same') : t('contacts.conflict_detail')}</p>
      {rows.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('contacts.conflict_field')}</th>
              <th scope="col">{t('contacts.conflict_theirs')}</th>
              <th scope="col">{t('contacts.conflict_mine')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{labels[row.name]}</th>
                <td>{row.theirs || <span className="faint">–</span>}</td>
                <td>{row.mine || <span className="faint">–</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button variant="outlined" onClick={onTakeTheirs}>
        {t('contacts.take_theirs')}
      </Button>
    </div>
  )
}

function ShowContact({ contact }: { contact: Contact }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { address } = contact
  return (
    <div className={styles.formPage}>
      <PageHead title={contactName(contact)} above={<Crumb to="/contacts">{t('contacts.title')}</Crumb>} context={<AssignedLine contact={contact} />} />
      <Panel>
        <Facts
          items={[
            [t('contacts.field.company'), contact.company],
            [t('contacts.field.email'), contact.email],
            [t('settings.language'), contact.language ? languageName(contact.language) : t('contacts.language_of_organization')],
            [t('contacts.column.phone'), phoneText(contact.phone)],
            [t('address.street1'), [address.street1, address.street2, address.street3].filter(Boolean).join(', ')],
            [t('address.building'), [address.building, address.floor, address.room].filter(Boolean).join(', ')],
            [t('address.city'), [address.postal_code, address.city, address.state].filter(Boolean).join(' ')],
            [t('address.country'), address.country ? format.country(address.country) : null],
          ]}
        />
      </Panel>
    </div>
  )
}
