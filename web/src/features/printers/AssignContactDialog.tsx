import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Tab, Tabs } from '@mui/material'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Contact } from '../../api/types.ts'
import { useOrganizationId } from '../../app/session.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Lines } from '../../ui/Parts.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { SearchField } from '../../ui/table/ListToolbar.tsx'
import { ContactForm, useContactForm } from '../contacts/ContactForm.tsx'
import { contactValues } from '../contacts/contactFields.ts'
import { contactName, createContact } from '../contacts/contactsApi.ts'
import styles from './printers.module.css'

interface Props {
  printerIds: string[]
  /** Where the printers belong, if that is another organization than the one acted in. */
  organizationId?: string
  onClose: () => void
  onAssigned?: () => void
}

/** Gives printers their supplies delivery contact: one found by name, company or city, or a new one (CON-9). */
export default function AssignContactDialog({ printerIds, organizationId, onClose, onAssigned }: Props) {
  const { t } = useTranslation()
  const acting = useOrganizationId()
  const organization = organizationId ?? acting
  const queryClient = useQueryClient()
  const [way, setWay] = useState<'choose' | 'create'>('choose')
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<Contact | null>(null)
  const [createKey] = useState(newIdempotencyKey)
  const contacts = useQuery({
    queryKey: ['contacts', organization, 'pick', search],
    queryFn: ({ signal }) => body(api.GET('/api/v1/contacts', { params: { query: { organization_id: organization, search: search || undefined, limit: 20 } }, signal })),
    placeholderData: keepPreviousData,
  })
  const assign = async (contact: Contact) => {
    await body(
      api.POST('/api/v1/printers/contact-assignments', {
        params: { query: { organization_id: organization }, header: { 'Idempotency-Key': newIdempotencyKey() } },
        body: { printer_ids: printerIds, contact_id: contact.id },
      }),
    )
    await Promise.all([queryClient.invalidateQueries({ queryKey: ['printers'] }), queryClient.invalidateQueries({ queryKey: ['contacts'] })])
    toast(t('printers.assigned', { name: contactName(contact), count: printerIds.length }))
    onAssigned?.()
    onClose()
  }
  const assignChosen = useMutation({ mutationFn: assign })
  const form = useContactForm({ initial: contactValues(), draft: `assign.${organization}` }, async (values) => assign(await createContact(organization, values, createKey)))

  return (
    <Dialog open onClose={form.busy ? undefined : onClose} fullWidth maxWidth="sm" aria-labelledby="assign-title">
      <DialogTitle id="assign-title">{t('printers.assign_contact')}</DialogTitle>
      <DialogContent>
        <p className="muted">{t('printers.assign_detail', { count: printerIds.length })}</p>
        <Tabs value={way} onChange={(_event, value: 'choose' | 'create') => setWay(value)} sx={{ mb: 4, mt: 2 }}>
          <Tab value="choose" label={t('printers.assign_choose')} />
          <Tab value="create" label={t('printers.assign_create')} />
        </Tabs>
        {way === 'choose' ? (
          <>
            <SearchField label={t('contacts.search')} value={search} onChange={setSearch} autoFocus />
            {contacts.isPending && <Lines count={6} />}
            {contacts.isError && <Problem error={contacts.error} onRetry={() => void contacts.refetch()} />}
            <ul className={styles.pick} role="listbox" aria-label={t('contacts.title')}>
              {contacts.data?.items.map((contact) => (
                <li key={contact.id} role="presentation">
                  <button type="button" role="option" aria-selected={chosen?.id === contact.id} onClick={() => setChosen(contact)}>
                    <span className={styles.pickName}>{contactName(contact)}</span>
                    <span className="muted small">{[contact.company, contact.address.street1, contact.address.city].filter(Boolean).join(' · ')}</span>
                    {chosen?.id === contact.id && <Check size={16} aria-hidden className={styles.pickCheck} />}
                  </button>
                </li>
              ))}
              {contacts.data?.items.length === 0 && <li className="muted">{t('printers.assign_none')}</li>}
            </ul>
            {assignChosen.isError && <ProblemLine error={assignChosen.error} />}
          </>
        ) : (
          <ContactForm form={form} submit={t('printers.assign_create_submit')} onCancel={onClose} />
        )}
      </DialogContent>
      {way === 'choose' && (
        <DialogActions>
          <Button variant="outlined" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <BusyButton variant="contained" busy={chosen === null || assignChosen.isPending} onClick={() => chosen && assignChosen.mutate(chosen)}>
            {t('printers.assign_submit')}
          </BusyButton>
        </DialogActions>
      )}
    </Dialog>
  )
}
