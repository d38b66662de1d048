import { Button, Dialog, DialogContent, DialogTitle } from '@mui/material'
import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Building2, Plus, SquarePen, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Organization } from '../../api/types.ts'
import { useAllowed, useOrganization, useOrganizationId, useSession } from '../../lib/session.tsx'
import { pageSize } from '../../lib/listSchema.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { languageName, languageOptions } from '../../lib/i18n.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { SearchInput, SelectInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import { OrganizationLine, useOrganizationOf } from './OrganizationField.tsx'
import { organizationsList } from './organizationsSearch.ts'

/** Account management: the organizations below one's own (ORG-2). */
export function OrganizationsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const session = useSession()
  const list = useListState(organizationsList)
  const organizations = useListQuery(list, {
    queryKey: ['organizations', organizationId, 'list', list.search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/organizations', {
          params: { query: organizationsList.query(organizationId, list.search) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
  const mayEdit = useAllowed('updateOrganization')
  const [editing, setEditing] = useState<Organization | 'new' | null>(null)
  const [deleting, setDeleting] = useState<Organization | null>(null)
  const columns = useMemo(
    (): Array<Column<Organization>> => [
      {
        id: 'name',
        header: t('organizations.column.name'),
        width: 320,
        cell: (item) => (
          <Link to="/printers" search={{ org: item.id }}>
            {item.name}
          </Link>
        ),
      },
      {
        id: 'tier',
        header: t('organizations.column.tier'),
        width: 200,
        cell: (item) => t(`organizations.tier.${item.tier}`),
      },
      {
        id: 'printers',
        header: t('organizations.column.printers'),
        width: 120,
        align: 'end',
        cell: (item) =>
          item.printer_count === null || item.printer_count === undefined ? '–' : format.number(item.printer_count),
      },
      {
        id: 'agents',
        header: t('organizations.column.agents'),
        width: 120,
        align: 'end',
        cell: (item) =>
          item.agent_count === null || item.agent_count === undefined ? '–' : format.number(item.agent_count),
      },
      {
        id: 'created',
        header: t('organizations.column.created'),
        width: 160,
        phoneHidden: true,
        cell: (item) => format.date(item.created_at),
      },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (item) => (
          <ActionMenu
            label={t('organizations.actions_for', { name: item.name })}
            actions={
              !mayEdit
                ? []
                : [
                    {
                      id: 'rename',
                      label: t('organizations.rename'),
                      icon: <SquarePen size={16} />,
                      onClick: () => setEditing(item),
                    },
                    ...(item.id === session.organization.id
                      ? []
                      : [
                          {
                            id: 'delete',
                            label: t('organizations.delete'),
                            icon: <Trash2 size={16} />,
                            onClick: () => setDeleting(item),
                          },
                        ]),
                  ]
            }
          />
        ),
      },
    ],
    [t, format, session.organization.id, mayEdit],
  )
  // Below a customer there is nothing.
  const mayCreate = useAllowed('createOrganization') && session.organization.tier !== 'child'
  const add = mayCreate && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setEditing('new')}>
      {t('organizations.new')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('organizations.title')} context={t('organizations.context')} primary={add} />
      <DataTable
        id="organizations"
        label={t('organizations.title')}
        columns={columns}
        rowId={(item) => item.id}
        rowName={(item) => item.name}
        page={organizations.data}
        loading={organizations.isPending}
        refreshing={organizations.isPlaceholderData}
        error={organizations.error}
        onRetry={() => void organizations.refetch()}
        pageNumber={list.page}
        pageSize={pageSize}
        onNext={list.next}
        onPrevious={list.previous}
        toolbar={
          <ListToolbar
            searchLabel={t('organizations.search')}
            search={list.search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
          />
        }
        empty={
          list.search.search ? (
            <NoMatches onClear={() => list.set({ search: undefined })} />
          ) : (
            <Empty icon={<Building2 size={22} />} title={t('organizations.empty')} action={add}>
              {t('organizations.empty_detail')}
            </Empty>
          )
        }
      />
      {editing && (
        <OrganizationDialog organization={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
      {deleting && <DeleteOrganization organization={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}

interface OrganizationValues {
  [key: string]: unknown
  name: string
  parent_id: string
  /** '' leaves it to the organization above. */
  language: string
}

function OrganizationDialog({ organization, onClose }: { organization: Organization | null; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const session = useSession()
  const { organization: home } = session
  const acting = useOrganization()
  const [key] = useState(newIdempotencyKey)
  const labels = {
    name: t('organizations.field.name'),
    parent_id: t('organizations.field.parent'),
    language: t('common.language'),
  }
  const isNew = organization === null
  const validate = useMemo(
    () => (values: OrganizationValues) => ({
      name: values.name.trim() === '' ? t('form.required') : undefined,
      parent_id: isNew && values.parent_id === '' ? t('form.required') : undefined,
    }),
    [t, isNew],
  )
  // A partner's new organization belongs to the partner, wherever one acts.
  const newUnder = home.tier === 'parent' ? home.id : acting && acting.tier !== 'child' ? acting.id : ''
  const valuesOf = (from: Organization | null): OrganizationValues => ({
    name: from?.name ?? '',
    language: from?.language ?? '',
    parent_id: from ? (from.parent_id ?? '') : newUnder,
  })
  const form = useForm({
    initial: valuesOf(organization),
    validate,
    draft: `organization.${organization?.id ?? `new.${acting?.id ?? ''}`}`,
    etag: organization ? etagOf(organization) : undefined,
    reread: organization
      ? async () => {
          const fresh = await answer(
            api.GET('/api/v1/organizations/{organization_id}', {
              params: { path: { organization_id: organization.id } },
            }),
          )
          return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      const name = values.name.trim()
      const language = values.language || null
      if (organization) {
        const path = { organization_id: organization.id }
        await body(
          api.PUT('/api/v1/organizations/{organization_id}', {
            params: { path, header: { 'If-Match': etag } },
            body: { name, parent_id: values.parent_id === '' ? null : values.parent_id, language },
          }),
        )
      } else {
        await body(
          api.POST('/api/v1/organizations', {
            params: { query: {}, header: { 'Idempotency-Key': key } },
            body: { name, parent_id: values.parent_id, language },
          }),
        )
      }
      await queryClient.invalidateQueries({ queryKey: ['organizations'] })
      toast(organization ? t('organizations.renamed', { name }) : t('organizations.created', { name }))
      onClose()
    },
  })
  // Named only where two versions are compared.
  const parents = [
    useOrganizationOf(form.conflict ? form.values.parent_id : ''),
    useOrganizationOf(form.conflict?.theirs.parent_id ?? ''),
  ]
  const words = (name: string, value: unknown): string | undefined => {
    if (name === 'language')
      return typeof value === 'string' && value !== '' ? languageName(value) : t('organizations.language_of_parent')
    return name === 'parent_id' ? parents.find((parent) => parent?.id === value)?.name : undefined
  }
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="xs" fullWidth aria-labelledby="organization-title">
      <DialogTitle id="organization-title">
        {organization ? t('organizations.rename') : t('organizations.new')}
      </DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={t('organizations.title')} words={words}>
          <TextInput name="name" label={labels.name} required autoFocus maxLength={200} />
          {!organization && home.tier === 'parent' && <OrganizationLine id={home.id} label={labels.parent_id} />}
          {!organization && home.tier === 'operator' && (
            <SearchInput
              name="parent_id"
              label={labels.parent_id}
              required
              help={t('organizations.help.parent')}
              of={['organizations', home.id, 'parents']}
              chosenLabel={acting?.id === form.values.parent_id ? acting.name : undefined}
              load={async (search, signal) => {
                const { items } = await body(
                  api.GET('/api/v1/organizations', {
                    params: { query: { organization_id: home.id, parent_id: home.id, search, limit: 50 } },
                    signal,
                  }),
                )
                return [home, ...items].map(({ id, name }) => ({ value: id, label: name }))
              }}
            />
          )}
          <SelectInput
            name="language"
            label={labels.language}
            options={[{ value: '', label: t('organizations.language_of_parent') }, ...languageOptions]}
            help={t('organizations.help.language')}
          />
          <FormActions submit={organization ? t('common.save') : t('organizations.create')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}

function DeleteOrganization({ organization, onClose }: { organization: Organization; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const params = { path: { organization_id: organization.id } }
  const remove = useDelete({
    etag: etagOf(organization),
    remove: (etag) =>
      body(
        api.DELETE('/api/v1/organizations/{organization_id}', { params: { ...params, header: { 'If-Match': etag } } }),
      ),
    reread: async () => (await answer(api.GET('/api/v1/organizations/{organization_id}', { params }))).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['organizations'] })
      toast(t('organizations.deleted', { name: organization.name }))
    },
  })
  return (
    <ConfirmDialog
      title={t('organizations.delete_title', { name: organization.name })}
      sentence={t('organizations.delete_sentence')}
      confirm={t('organizations.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('organizations.delete_detail')}
    </ConfirmDialog>
  )
}
