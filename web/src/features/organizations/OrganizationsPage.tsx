import { Button, Dialog, DialogContent, DialogTitle } from '@mui/material'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Building2, Plus, SquarePen, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Organization } from '../../api/types.ts'
import { useOrganizationId, useSession } from '../../app/session.tsx'
import type { ListSearch } from '../../lib/listState.ts'
import { useListState } from '../../lib/listState.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Empty, NoMatches } from '../../ui/Parts.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { DataTable } from '../../ui/table/DataTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'

const pageSize = 50

/** Account management: the organizations below one's own (ORG-2). */
export function OrganizationsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const session = useSession()
  const list = useListState<ListSearch>()
  const organizations = useQuery({
    queryKey: ['organizations', organizationId, 'list', list.search.search, list.search.cursor],
    queryFn: ({ signal }) => body(api.GET('/api/v1/organizations', { params: { query: { organization_id: organizationId, limit: pageSize, search: list.search.search, cursor: list.search.cursor } }, signal })),
    placeholderData: keepPreviousData,
  })
  const [editing, setEditing] = useState<Organization | 'new' | null>(null)
  const [deleting, setDeleting] = useState<Organization | null>(null)
  const columns = useMemo(
    (): Array<Column<Organization>> => [
      {
        id: 'name',
        header: t('organizations.column.name'),
        width: 320,
        cell: (item) => (
          <Link to="/printers" search={{ org: item.id } as never}>
            {item.name}
          </Link>
        ),
      },
      { id: 'tier', header: t('organizations.column.tier'), width: 200, cell: (item) => t(`organizations.tier.${item.tier}`) },
      { id: 'printers', header: t('organizations.column.printers'), width: 120, align: 'end', cell: (item) => (item.printer_count === null || item.printer_count === undefined ? '–' : format.number(item.printer_count)) },
      { id: 'agents', header: t('organizations.column.agents'), width: 120, align: 'end', cell: (item) => (item.agent_count === null || item.agent_count === undefined ? '–' : format.number(item.agent_count)) },
      { id: 'created', header: t('organizations.column.created'), width: 160, phoneHidden: true, cell: (item) => format.date(item.created_at) },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (item) => (
          <ActionMenu
            label={t('organizations.actions_for', { name: item.name })}
            actions={[
              { id: 'rename', label: t('organizations.rename'), icon: <SquarePen size={16} />, onClick: () => setEditing(item) },
              ...(item.id === session.organization.id ? [] : [{ id: 'delete', label: t('organizations.delete'), icon: <Trash2 size={16} />, onClick: () => setDeleting(item) }]),
            ]}
          />
        ),
      },
    ],
    [t, format, session.organization.id],
  )
  const add = (
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
        toolbar={<ListToolbar searchLabel={t('organizations.search')} search={list.search.search} onSearch={(value) => list.set({ search: value }, { replace: true })} />}
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
      {editing && <OrganizationDialog organization={editing === 'new' ? null : editing} parents={(organizations.data?.items ?? []).filter((item) => item.tier !== 'child')} onClose={() => setEditing(null)} />}
      {deleting && <DeleteOrganization organization={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}

function OrganizationDialog({ organization, parents, onClose }: { organization: Organization | null; parents: Organization[]; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const session = useSession()
  const acting = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const labels = { name: t('organizations.field.name'), parent_id: t('organizations.field.parent') }
  const validate = useMemo(() => (values: { name: string; parent_id: string }) => ({ name: values.name.trim() === '' ? t('form.required') : undefined }), [t])
  const choices = [...new Map([[session.organization.id, session.organization.name], ...parents.map((parent) => [parent.id, parent.name] as const)])].map(([value, label]) => ({ value, label }))
  const valuesOf = (from: Organization | null) => ({ name: from?.name ?? '', parent_id: from ? (from.parent_id ?? '') : choices.some((choice) => choice.value === acting) ? acting : session.organization.id })
  const form = useForm({
    initial: valuesOf(organization),
    validate,
    draft: `organization.${organization?.id ?? `new.${acting}`}`,
    etag: organization ? etagOf(organization) : undefined,
    reread: organization
      ? async () => {
          const fresh = await answer(api.GET('/api/v1/organizations/{organization_id}', { params: { path: { organization_id: organization.id } } }))
          return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      const name = values.name.trim()
      if (organization) {
        const path = { organization_id: organization.id }
        await body(api.PUT('/api/v1/organizations/{organization_id}', { params: { path, header: { 'If-Match': etag } }, body: { name, parent_id: values.parent_id === '' ? null : values.parent_id } }))
      } else {
        await body(api.POST('/api/v1/organizations', { params: { query: {}, header: { 'Idempotency-Key': key } }, body: { name, parent_id: values.parent_id } }))
      }
      await queryClient.invalidateQueries({ queryKey: ['organizations'] })
      toast(organization ? t('organizations.renamed', { name }) : t('organizations.created', { name }))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="xs" fullWidth aria-labelledby="organization-title">
      <DialogTitle id="organization-title">{organization ? t('organizations.rename') : t('organizations.new')}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={t('organizations.title')} words={(name, value) => (name === 'parent_id' ? choices.find((choice) => choice.value === value)?.label : undefined)}>
          <TextInput name="name" label={labels.name} required autoFocus maxLength={200} />
          {!organization && <SelectInput name="parent_id" label={labels.parent_id} options={choices} help={t('organizations.help.parent')} />}
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
    remove: (etag) => body(api.DELETE('/api/v1/organizations/{organization_id}', { params: { ...params, header: { 'If-Match': etag } } })),
    reread: async () => (await answer(api.GET('/api/v1/organizations/{organization_id}', { params }))).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['organizations'] })
      toast(t('organizations.deleted', { name: organization.name }))
    },
  })
  return (
    <ConfirmDialog title={t('organizations.delete_title', { name: organization.name })} sentence={t('organizations.delete_sentence')} confirm={t('organizations.delete')} danger busy={remove.isPending} error={remove.error} onConfirm={() => remove.mutate()} onClose={onClose}>
      {t('organizations.delete_detail')}
    </ConfirmDialog>
  )
}
