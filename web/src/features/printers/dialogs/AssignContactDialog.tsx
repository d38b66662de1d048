import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  Radio,
  RadioGroup,
  Tab,
  Tabs,
} from '@mui/material'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../../api/client.ts'
import type { Contact } from '../../../api/types.ts'
import { useDebounced } from '../../../lib/useDebounced.ts'
import { BusyButton } from '../../../ui/BusyButton.tsx'
import { Finder } from '../../../ui/Finder.tsx'
import { Lines } from '../../../ui/Loading.tsx'
import { Problem, ProblemLine, useProblemText } from '../../../ui/Problem.tsx'
import { toast } from '../../../ui/Toasts.tsx'
import type { Filter } from '../../../ui/table/ListToolbar.tsx'
import { ListToolbar } from '../../../ui/table/ListToolbar.tsx'
import { ContactForm, useContactForm } from '../../contacts/ContactForm.tsx'
import { contactValues } from '../../contacts/contactFields.ts'
import { contactName, contactValues as contactColumnValues } from '../../contacts/contactsApi.ts'
import { OrganizationLine } from '../../organizations/OrganizationField.tsx'
import type { ChosenPrinter, Owner } from '../printersApi.ts'
import { ownersOf } from '../printersApi.ts'
import type { Before } from '../contactChange.tsx'
import { assignContact, ContactEffects, createAndAssign, refreshContacts, undoAssignment } from '../contactChange.tsx'
import styles from '../printers.module.css'

/** An existing contact is chosen, or a new one is created. */
export type AssignWay = 'choose' | 'create'

interface Props {
  printers: ChosenPrinter[]
  /** With which of the two it opens. */
  start?: AssignWay
  onClose: () => void
  /** `rest`: printers of other organizations, which this contact is not for. */
  onAssigned?: (rest: ChosenPrinter[]) => void
}

/**
 * Gives printers their supplies delivery contact: one found by name, company or city, or a new one (CON-9). A contact is
 * for the printers of its own organization; where several were chosen, one says whose printers are meant first.
 */
export default function AssignContactDialog({ printers, start = 'choose', onClose, onAssigned }: Props) {
  const { t } = useTranslation()
  const owners = useMemo(() => ownersOf(printers), [printers])
  const [ownerId, setOwnerId] = useState(owners.length === 1 ? (owners[0]?.id ?? '') : '')
  const owner = owners.find((each) => each.id === ownerId)
  const others = owners.filter((each) => each.id !== ownerId)
  const [way, setWay] = useState(start)
  const [busy, setBusy] = useState(false)
  const rest = others.flatMap((each) => each.printers)
  return (
    <Dialog open onClose={busy ? undefined : onClose} fullWidth maxWidth="sm" aria-labelledby="assign-title">
      <DialogTitle id="assign-title">
        {t(way === 'create' ? 'printers.assign_create_title' : 'printers.assign_contact')}
      </DialogTitle>
      {owners.length > 1 && (
        <DialogContent sx={{ flex: 'none' }}>
          <p>{t('printers.assign_several', { count: owners.length })}</p>
          <RadioGroup
            aria-label={t('printers.assign_whose')}
            value={ownerId}
            onChange={(_event, value) => setOwnerId(value)}
          >
            {owners.map((each) => (
              <FormControlLabel
                key={each.id}
                value={each.id}
                control={<Radio size="small" />}
                label={t('printers.assign_for', { name: each.name, count: each.printers.length })}
              />
            ))}
          </RadioGroup>
          {owner && (
            <p className="muted">
              {t('printers.assign_others', {
                count: rest.length,
                names: others
                  .map(({ name, printers: own }) => t('printers.assign_for', { name, count: own.length }))
                  .join(' · '),
              })}
            </p>
          )}
        </DialogContent>
      )}
      {owner ? (
        <Assign
          key={owner.id}
          owner={owner}
          named={owners.length === 1}
          way={way}
          onWay={setWay}
          onClose={onClose}
          onBusy={setBusy}
          onAssigned={(contact, undo) => {
            toast(
              [
                t('printers.assigned', { name: contactName(contact), count: owner.printers.length }),
                rest.length > 0 ? t('printers.assign_rest', { count: rest.length }) : '',
              ]
                .filter(Boolean)
                .join(' '),
              undo ? { undo } : {},
            )
            onAssigned?.(rest)
            onClose()
          }}
        />
      ) : (
        <DialogActions>
          <Button variant="outlined" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </DialogActions>
      )}
    </Dialog>
  )
}

function Assign({
  owner,
  named,
  way,
  onWay,
  onClose,
  onBusy,
  onAssigned,
}: {
  owner: Owner
  named: boolean
  way: AssignWay
  onWay: (way: AssignWay) => void
  onClose: () => void
  onBusy: (busy: boolean) => void
  onAssigned: (contact: Contact, undo?: () => void) => void
}) {
  const { t } = useTranslation()
  const organization = owner.id
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const [typed, setTyped] = useState('')
  const search = useDebounced(typed.trim(), 150)
  const [filters, setFilters] = useState<{ company?: string; city?: string }>({})
  const [chosen, setChosen] = useState<Contact | null>(null)
  const [createKey] = useState(newIdempotencyKey)
  const contacts = useQuery({
    queryKey: ['contacts', organization, 'pick', search, filters],
    // Of a partner or the operator the list also has the contacts of others, which its printers cannot get: `own`.
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/contacts', {
          params: {
            query: {
              organization_id: organization,
              own: true,
              search: search || undefined,
              company: filters.company,
              city: filters.city,
              limit: 20,
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
  const upToDate = search === typed.trim() && contacts.isSuccess && !contacts.isPlaceholderData
  const valuesFilter = (id: 'company' | 'city', label: string): Filter => ({
    id,
    label,
    of: organization,
    load: async (typed) =>
      (await contactColumnValues(organization, id, typed)).map((value) => ({ value, label: value })),
  })
  const ids = owner.printers.map((printer) => printer.id)
  const assigned = async (contact: Contact, before: Before) => {
    await refreshContacts(queryClient)
    const undo = async () => {
      try {
        await undoAssignment(organization, before)
        toast(t('printers.assign_undone', { count: ids.length }))
      } catch (error) {
        const { title, detail } = problemText(error)
        toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
      }
      await refreshContacts(queryClient)
    }
    onAssigned(contact, before.length > 0 ? () => void undo() : undefined)
  }
  const assignChosen = useMutation({
    mutationFn: async (contact: Contact) =>
      assigned(contact, (await assignContact(organization, ids, contact.id)).before),
  })
  const form = useContactForm(
    { initial: contactValues(undefined, organization), draft: `assign.${organization}` },
    async (values) => {
      const made = await createAndAssign(organization, values, ids, createKey)
      await assigned({ ...made.contact, assigned_printer_count: made.assigned }, made.before)
    },
  )
  useEffect(() => {
    onBusy(form.busy)
    return () => onBusy(false)
  }, [form.busy, onBusy])

  return (
    <>
      <DialogContent>
        {named && <OrganizationLine id={organization} />}
        <p className="muted">{t('printers.assign_detail', { count: owner.printers.length })}</p>
        <Tabs value={way} onChange={(_event, value: AssignWay) => onWay(value)} sx={{ mb: 4, mt: 2 }}>
          <Tab value="choose" label={t('printers.assign_choose')} />
          <Tab value="create" label={t('printers.assign_create')} />
        </Tabs>
        {way === 'choose' ? (
          <>
            <Finder
              label={t('contacts.search')}
              listLabel={t('contacts.title')}
              typed={typed}
              onTyped={setTyped}
              options={contacts.data?.items ?? []}
              nameOf={contactName}
              chosen={chosen?.id}
              // Enter once more says that it is what is wanted.
              onChoose={(contact) => (contact.id === chosen?.id ? assignChosen.mutate(contact) : setChosen(contact))}
              onKeyDown={(event) => {
                // What stands there belongs to other words.
                if (event.key === 'Enter' && !upToDate) event.defaultMuiPrevented = true
              }}
              render={(contact) => (
                <span className={styles.pick}>
                  <span className={styles.pickName}>{contactName(contact)}</span>
                  <span className="muted small">
                    {[contact.company, contact.address.street1, contact.address.city].filter(Boolean).join(' · ')}
                  </span>
                  {chosen?.id === contact.id && <Check size={16} aria-hidden className={styles.pickCheck} />}
                </span>
              )}
              nothing={
                contacts.isPending ? (
                  <Lines count={6} />
                ) : contacts.isError ? (
                  <Problem error={contacts.error} onRetry={() => void contacts.refetch()} />
                ) : (
                  t('printers.assign_none')
                )
              }
            />
            {contacts.data?.next_cursor && <p className="muted">{t('printers.assign_more')}</p>}
            <div className="row wrap">
              <ListToolbar
                filters={[
                  valuesFilter('company', t('contacts.field.company')),
                  valuesFilter('city', t('address.city')),
                ]}
                values={filters}
                onFilter={(id, value) => setFilters(({ ...before }) => ({ ...before, [id]: value }))}
              />
            </div>
            {chosen && (
              <ContactEffects
                organizationId={organization}
                printerIds={owner.printers.map((printer) => printer.id)}
                contactId={chosen.id}
              />
            )}
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
          <BusyButton
            variant="contained"
            busy={chosen === null || assignChosen.isPending}
            onClick={() => chosen && assignChosen.mutate(chosen)}
          >
            {t('printers.assign_submit')}
          </BusyButton>
        </DialogActions>
      )}
    </>
  )
}
