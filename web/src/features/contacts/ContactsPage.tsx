import { Button } from '@mui/material'
import { Link } from '@tanstack/react-router'
import { BookUser, Copy, Plus, SquarePen, Trash2, Upload } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { useNavigate } from '@tanstack/react-router'
import { contactListName, contactName, contactsExport, contactsQuery, contactValues } from './contactsApi.ts'
import { contactsList } from './contactsSearch.ts'
import { DeleteContactDialog } from './DeleteContactDialog.tsx'
import { Breakable } from '../../ui/Breakable.tsx'

export function phoneText(phone: Contact['phone'] | null | undefined): string {
  if (!phone) return ''
  const code = phone.country_code ? `+${phone.country_code}` : ''
  return [code, phone.number, phone.extension ? `-${phone.extension}` : ''].filter(Boolean).join(' ')
}

/** Printers > Managed Print Services > Manage contacts (CON-1). */
export function ContactsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const organizationId = useOrganizationId()
  const mayEdit = useAllowed('updateContact')
  const mayImport = useAllowed('previewContactImport')
  const list = useListState(contactsList)
  const { search } = list
  const contacts = useListQuery(list, contactsQuery(organizationId, search))
  const [deleting, setDeleting] = useState<Contact | null>(null)

  const columns = useMemo(
    (): Array<Column<Contact>> => [
      {
        id: 'name',
        header: t('contacts.column.name'),
        width: 210,
        sort: 'last_name',
        cell: (contact) => (
          <Link to="/contacts/$contactId" params={{ contactId: contact.id }}>
            {contactListName(contact)}
          </Link>
        ),
      },
      {
        id: 'company',
        header: t('contacts.field.company'),
        width: 200,
        sort: 'company',
        cell: (contact) => contact.company ?? <Dash />,
      },
      {
        id: 'email',
        header: t('contacts.field.email'),
        width: 240,
        sort: 'email',
        cell: (contact) => (contact.email ? <Breakable text={contact.email} /> : <Dash />),
      },
      {
        id: 'phone',
        sort: 'phone',
        header: t('contacts.column.phone'),
        width: 160,
        hidden: true,
        phoneHidden: true,
        cell: (contact) => <span className="num">{phoneText(contact.phone) || <Dash />}</span>,
      },
      {
        id: 'street',
        sort: 'street',
        header: t('address.street1'),
        width: 200,
        phoneHidden: true,
        cell: (contact) => contact.address.street1 ?? <Dash />,
      },
      {
        id: 'city',
        header: t('address.city'),
        width: 150,
        sort: 'city',
        cell: (contact) => contact.address.city ?? <Dash />,
      },
      {
        id: 'country',
        sort: 'country',
        header: t('address.country'),
        width: 130,
        hidden: true,
        phoneHidden: true,
        cell: (contact) => (contact.address.country ? format.country(contact.address.country) : <Dash />),
      },
      {
        id: 'printers',
        sort: 'assigned_printer_count',
        header: t('contacts.column.printers'),
        width: 100,
        align: 'end',
        cell: (contact) =>
          contact.assigned_printer_count === 0 ? (
            '0'
          ) : (
            <Link to="/printers" search={{ contact_id: contact.id }}>
              {format.number(contact.assigned_printer_count)}
            </Link>
          ),
      },
      {
        id: 'updated',
        sort: 'updated_at',
        header: t('contacts.column.updated'),
        width: 120,
        phoneHidden: true,
        cell: (contact) => <Age at={contact.updated_at} />,
      },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (contact) => (
          <ActionMenu
            label={t('contacts.actions_for', { name: contactName(contact) })}
            actions={[
              {
                id: 'edit',
                label: mayEdit ? t('contacts.edit') : t('contacts.open'),
                icon: <SquarePen size={16} />,
                onClick: () => void navigate({ to: '/contacts/$contactId', params: { contactId: contact.id } }),
              },
              ...(mayEdit
                ? [
                    {
                      id: 'duplicate',
                      label: t('contacts.duplicate'),
                      icon: <Copy size={16} />,
                      onClick: () => void navigate({ to: '/contacts/new', search: { duplicate: contact.id } }),
                    },
                    {
                      id: 'delete',
                      label: t('contacts.delete'),
                      icon: <Trash2 size={16} />,
                      onClick: () => setDeleting(contact),
                    },
                  ]
                : []),
            ]}
          />
        ),
      },
    ],
    [t, format, mayEdit, navigate],
  )

  const filtered = Boolean(search.search ?? search.company ?? search.city)
  const newButton = mayEdit && (
    <Button variant="contained" component={Link} to="/contacts/new" startIcon={<Plus size={16} />}>
      {t('contacts.new')}
    </Button>
  )
  const importButton = (label: string) =>
    mayImport && (
      <LinkButton variant="outlined" to="/contacts/import" search={{}} startIcon={<Upload size={16} />}>
        {label}
      </LinkButton>
    )
  return (
    <>
      <PageHead title={t('contacts.title')} context={t('contacts.context')} primary={newButton}>
        {importButton(t('contacts.import.button'))}
        <ExportButtons url={contactsExport(organizationId, search)}>{t('contacts.export')}</ExportButtons>
      </PageHead>
      <ListTable
        file="page"
        id="contacts"
        label={t('contacts.title')}
        columns={columns}
        rowId={(contact) => contact.id}
        rowName={contactName}
        list={list}
        query={contacts}
        defaultSort="last_name"
        toolbar={
          <ListToolbar
            searchLabel={t('contacts.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={(['company', 'city'] as const).map((field) => ({
              id: field,
              of: organizationId,
              label: field === 'company' ? t('contacts.field.company') : t('address.city'),
              load: async (typed: string) =>
                (await contactValues(organizationId, field, typed)).map((value) => ({ value, label: value })),
            }))}
            values={{ company: search.company, city: search.city }}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set({ search: undefined, company: undefined, city: undefined })} />
          ) : (
            <Empty
              icon={<BookUser size={22} />}
              title={t('contacts.empty')}
              action={
                <span className="row wrap">
                  {newButton}
                  {importButton(t('contacts.import.title'))}
                </span>
              }
            >
              {t('contacts.empty_detail')}
            </Empty>
          )
        }
      />
      {deleting && <DeleteContactDialog contact={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}

function Dash() {
  return <span className="faint">–</span>
}
