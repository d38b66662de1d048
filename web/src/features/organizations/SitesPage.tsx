import { Button, Dialog, DialogContent, DialogTitle } from '@mui/material'
import { keepPreviousData, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { MapPin, Plus, ScrollText, SquarePen, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { within } from '../../ui/form/limits.ts'
import { limits } from '../../api/limits.ts'
import { answer, api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Site } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { ComboInput } from '../../ui/form/Choosers.tsx'
import { ExternalIdsInput, externalIdsProblem } from '../../ui/form/ExternalIds.tsx'
import { externalIdsOf, externalIdsText } from '../../ui/form/externalIds.ts'
import { Fieldset, FormActions, FormView, TextInput, Wide } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { trimmed } from '../../ui/form/values.ts'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { RowButton } from '../../ui/RowButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf, useDelete } from '../../ui/useDelete.ts'
import { useContactLabels, useCountryOptions } from '../contacts/ContactForm.tsx'
import { sitesList } from './organizationsSearch.ts'
import { OrganizationInput, OrganizationLine, useNewFor } from './OrganizationField.tsx'

const siteLimits = { ...limits.SiteBody, ...within('address', limits.Address) }

export function SitesPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const organizationId = useOrganizationId()
  const list = useListState(sitesList)
  const sites = useListQuery(list, {
    queryKey: ['sites', organizationId, 'list', list.search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/sites', { params: { query: sitesList.query(organizationId, list.search) }, signal })),
    placeholderData: keepPreviousData,
  })
  const mayEdit = useAllowed('updateSite')
  const [editing, setEditing] = useState<Site | 'new' | null>(null)
  const [deleting, setDeleting] = useState<Site | null>(null)
  const columns = useMemo(
    (): Array<Column<Site>> => [
      {
        id: 'name',
        sort: 'name',
        header: t('sites.column.name'),
        width: 280,
        cell: (site) => (mayEdit ? <RowButton onClick={() => setEditing(site)}>{site.name}</RowButton> : site.name),
      },
      {
        id: 'street',
        sort: 'street',
        header: t('address.street1'),
        width: 280,
        cell: (site) => site.address.street1 || <span className="faint">–</span>,
      },
      {
        id: 'city',
        sort: 'city',
        header: t('address.city'),
        width: 220,
        cell: (site) =>
          [site.address.postal_code, site.address.city].filter(Boolean).join(' ') || <span className="faint">–</span>,
      },
      {
        id: 'country',
        sort: 'country',
        header: t('address.country'),
        width: 180,
        cell: (site) =>
          site.address.country ? format.country(site.address.country) : <span className="faint">–</span>,
      },
      {
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (site) => (
          <ActionMenu
            label={t('sites.actions_for', { name: site.name })}
            actions={[
              {
                id: 'terms',
                label: t('nav.supply_terms'),
                icon: <ScrollText size={16} />,
                onClick: () => void navigate({ to: '/sites/$siteId/terms', params: { siteId: site.id } }),
              },
              ...(!mayEdit
                ? []
                : [
                    {
                      id: 'edit',
                      label: t('sites.edit'),
                      icon: <SquarePen size={16} />,
                      onClick: () => setEditing(site),
                    },
                    {
                      id: 'delete',
                      label: t('sites.delete'),
                      icon: <Trash2 size={16} />,
                      onClick: () => setDeleting(site),
                    },
                  ]),
            ]}
          />
        ),
      },
    ],
    [t, format, mayEdit, navigate],
  )
  const add = mayEdit && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setEditing('new')}>
      {t('sites.new')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('sites.title')} context={t('sites.context')} primary={add} />
      <ListTable
        id="sites"
        label={t('sites.title')}
        columns={columns}
        rowId={(site) => site.id}
        rowName={(site) => site.name}
        list={list}
        query={sites}
        toolbar={
          <ListToolbar
            searchLabel={t('sites.search')}
            search={list.search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
          />
        }
        empty={
          list.search.search ? (
            <NoMatches onClear={() => list.set({ search: undefined })} />
          ) : (
            <Empty icon={<MapPin size={22} />} title={t('sites.empty')} action={add}>
              {t('sites.empty_detail')}
            </Empty>
          )
        }
      />
      {editing && <SiteDialog site={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {deleting && <DeleteSite site={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}

const emptyAddress = {
  street1: '',
  street2: '',
  street3: '',
  building: '',
  floor: '',
  room: '',
  city: '',
  state: '',
  postal_code: '',
  country: '',
}

const siteValues = (site: Site | null, newFor: string) => ({
  organization_id: site?.organization_id ?? newFor,
  name: site?.name ?? '',
  address: { ...emptyAddress, ...site?.address },
  external_ids: externalIdsText(site?.external_ids),
})

function SiteDialog({ site, onClose }: { site: Site | null; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organization_id = useOrganizationId()
  const newFor = useNewFor()
  const [key] = useState(newIdempotencyKey)
  const addressLabels = useContactLabels()
  const countries = useCountryOptions()
  const labels: Record<string, string> = {
    ...addressLabels,
    organization_id: t('organizations.field.organization'),
    name: t('sites.field.name'),
    external_ids: t('external_ids.label'),
  }
  const label = (name: string) => labels[name] ?? name
  const validate = useMemo(
    () => (values: ReturnType<typeof siteValues>) => ({
      organization_id: values.organization_id === '' ? t('form.required') : undefined,
      name: values.name.trim() === '' ? t('form.required') : undefined,
      external_ids: externalIdsProblem(values.external_ids, t),
    }),
    [t],
  )
  const form = useForm({
    limits: siteLimits,
    initial: siteValues(site, newFor),
    validate,
    draft: `site.${site?.id ?? `new.${organization_id}`}`,
    etag: site ? etagOf(site) : undefined,
    reread: site
      ? async () => {
          const fresh = await answer(
            api.GET('/api/v1/sites/{site_id}', { params: { path: { site_id: site.id }, query: { organization_id } } }),
          )
          return { values: siteValues(fresh.data, newFor), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      const sent = {
        ...trimmed({ name: values.name, address: values.address }),
        external_ids: externalIdsOf(values.external_ids),
      }
      if (site) {
        const path = { site_id: site.id }
        await body(
          api.PUT('/api/v1/sites/{site_id}', {
            params: { path, query: { organization_id }, header: { 'If-Match': etag } },
            body: sent,
          }),
        )
      } else {
        await body(
          api.POST('/api/v1/sites', {
            params: { query: { organization_id: values.organization_id }, header: { 'Idempotency-Key': key } },
            body: sent,
          }),
        )
      }
      await queryClient.invalidateQueries({ queryKey: ['sites'] })
      toast(t('sites.saved', { name: sent.name }))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="site-title">
      <DialogTitle id="site-title">{site ? t('sites.edit') : t('sites.new')}</DialogTitle>
      <DialogContent>
        <FormView
          form={form}
          labels={labels}
          label={t('sites.title')}
          words={(name, value) =>
            name === 'address.country' ? countries.find((country) => country.value === value)?.label : undefined
          }
        >
          {site ? <OrganizationLine id={site.organization_id} /> : <OrganizationInput />}
          <TextInput name="name" label={label('name')} required autoFocus />
          <Fieldset legend={t('sites.part.address')}>
            <Wide>
              <TextInput name="address.street1" label={label('address.street1')} />
            </Wide>
            <TextInput name="address.building" label={label('address.building')} />
            <TextInput name="address.postal_code" label={label('address.postal_code')} />
            <TextInput name="address.city" label={label('address.city')} />
            <TextInput name="address.state" label={label('address.state')} />
            <Wide>
              <ComboInput name="address.country" label={label('address.country')} options={countries} />
            </Wide>
          </Fieldset>
          <ExternalIdsInput />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}

function DeleteSite({ site, onClose }: { site: Site; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organization_id = useOrganizationId()
  const params = { path: { site_id: site.id }, query: { organization_id } }
  const remove = useDelete({
    etag: etagOf(site),
    remove: (etag) =>
      body(api.DELETE('/api/v1/sites/{site_id}', { params: { ...params, header: { 'If-Match': etag } } })),
    reread: async () => (await answer(api.GET('/api/v1/sites/{site_id}', { params }))).etag ?? '',
    onDone: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['sites'] })
      toast(t('sites.deleted', { name: site.name }))
    },
  })
  return (
    <ConfirmDialog
      title={t('sites.delete_title', { name: site.name })}
      confirm={t('sites.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('sites.delete_detail')}
    </ConfirmDialog>
  )
}
