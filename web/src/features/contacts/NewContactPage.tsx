import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationInput, useNewFor } from '../organizations/OrganizationField.tsx'
import { contact as contactThing } from './feature.ts'
import { ContactForm, useContactForm } from './ContactForm.tsx'
import { contactValues } from './contactFields.ts'
import { contactName, contactQuery, createContact } from './contactsApi.ts'
import styles from './contacts.module.css'
import { ThingProblem } from '../../ui/NotThere.tsx'

/** A new contact, empty or filled with another one's values (CON-2). */
export function NewContactPage() {
  const { t } = useTranslation()
  const { duplicate } = useSearch({ strict: false })
  const organizationId = useOrganizationId()
  const model = useQuery({ ...contactQuery(organizationId, duplicate ?? ''), enabled: duplicate !== undefined })
  if (duplicate === undefined) return <NewContact />
  if (model.isPending) return <PageLoading />
  if (model.isError)
    return <ThingProblem thing={contactThing} error={model.error} onRetry={() => void model.refetch()} />
  return (
    <NewContact
      key={duplicate}
      from={model.data.data}
      title={t('contacts.duplicate_title', { name: contactName(model.data.data) })}
    />
  )
}

function NewContact({ from, title }: { from?: Contact; title?: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const newFor = useNewFor()
  // A draft belongs to where it was begun: elsewhere its organization would be another one than the page says.
  const acting = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const form = useContactForm(
    {
      // An external id is of one contact only.
      initial: { ...contactValues(from, from?.organization_id ?? newFor), external_ids: '' },
      draft: `contact.new.${acting}.${from?.id ?? ''}`,
    },
    async (contact, _etag, organization_id) => {
      const created = await createContact(organization_id, contact, key)
      await queryClient.invalidateQueries({ queryKey: ['contacts'] })
      toast(t('contacts.created', { name: contactName(created) }))
      // Not waited for: what is saved is saved, even if the list cannot be fetched now.
      void navigate({ to: '/contacts' })
    },
  )
  return (
    <div className={styles.formPage}>
      <PageHead
        title={title ?? t('contacts.new')}
        above={
          <Crumb to="/contacts" here={title ?? t('contacts.new')}>
            {t('contacts.title')}
          </Crumb>
        }
      />
      <Panel>
        <ContactForm form={form} submit={t('contacts.create')} onCancel={() => void navigate({ to: '/contacts' })}>
          <OrganizationInput />
        </ContactForm>
      </Panel>
    </div>
  )
}
