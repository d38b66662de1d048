import { Button } from '@mui/material'
import { Link } from '@tanstack/react-router'
import { Plus, Printer, SquarePen, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import type { CatalogModel } from './catalogApi.ts'
import { modelName, modelsQuery } from './catalogApi.ts'
import { asrRoutes, modelsList } from './catalogSearch.ts'
import { CatalogModelDialog } from './CatalogModelDialog.tsx'
import { DeleteCatalogModelDialog } from './DeleteCatalogModelDialog.tsx'
import { RouteWords } from './RouteWords.tsx'
import { Sections } from './Sections.tsx'
import { SupplyList } from './SupplyList.tsx'

/** Printer models: which of them take part in automatic supplies replenishment, and their items (ASR-2). For everyone. */
export function CatalogModelsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const mayEdit = useAllowed('updateCatalogModel')
  const mayCreate = useAllowed('createCatalogModel')
  const mayDelete = useAllowed('deleteCatalogModel')
  const list = useListState(modelsList)
  const { search } = list
  const models = useListQuery(list, modelsQuery(organizationId, search))
  const [editing, setEditing] = useState<CatalogModel | 'new' | null>(null)
  const [deleting, setDeleting] = useState<CatalogModel | null>(null)
  const columns = useMemo((): Array<Column<CatalogModel>> => {
    const shown: Array<Column<CatalogModel>> = [
      {
        id: 'model',
        header: t('catalog.field.model'),
        width: 240,
        sort: 'model',
        cell: (model) => (
          <Link to="/catalog/models/$catalogModelId" params={{ catalogModelId: model.id }}>
            <Breakable text={modelName(model)} />
          </Link>
        ),
      },
      {
        id: 'route',
        header: t('catalog.route.column'),
        width: 220,
        cell: (model) => <RouteWords model={model} />,
      },
      {
        id: 'printers',
        header: t('catalog.field.printers'),
        width: 110,
        align: 'end',
        sort: 'printers',
        cell: (model) => format.number(model.printers),
      },
      {
        id: 'supplies',
        header: t('catalog.field.supplies'),
        width: 300,
        cell: (model) => <SupplyList model={model} />,
      },
      { id: 'note', header: t('catalog.field.note'), width: 220, phoneHidden: true, cell: (model) => model.note },
    ]
    if (mayEdit)
      shown.push({
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (model) => (
          <ActionMenu
            label={t('catalog.actions_for', { name: modelName(model) })}
            actions={[
              {
                id: 'edit',
                label: t('catalog.model.edit'),
                icon: <SquarePen size={16} />,
                onClick: () => setEditing(model),
              },
              ...(mayDelete
                ? [
                    {
                      id: 'delete',
                      label: t('catalog.delete'),
                      icon: <Trash2 size={16} />,
                      onClick: () => setDeleting(model),
                    },
                  ]
                : []),
            ]}
          />
        ),
      })
    return shown
  }, [t, format, mayEdit, mayDelete])
  const nothing = { search: undefined, manufacturer: undefined, route: undefined, in_fleet: undefined }
  const filtered = Object.keys(nothing).some((name) => search[name as keyof typeof nothing] !== undefined)
  const add = mayCreate && (
    <Button variant="contained" startIcon={<Plus size={16} />} onClick={() => setEditing('new')}>
      {t('catalog.model.new')}
    </Button>
  )
  return (
    <>
      <PageHead title={t('catalog.model.title')} context={t('catalog.model.context')} primary={add} />
      <Sections />
      <ListTable
        id="catalog.models"
        label={t('catalog.model.title')}
        columns={columns}
        rowId={(model) => model.id}
        rowName={modelName}
        list={list}
        query={models}
        defaultSort="model"
        toolbar={
          <ListToolbar
            searchLabel={t('catalog.model.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              {
                id: 'route',
                label: t('catalog.route.title'),
                options: asrRoutes.map((route) => ({ value: route, label: t(`catalog.route.${route}`) })),
              },
              {
                id: 'in_fleet',
                label: t('catalog.model.in_fleet'),
                options: [
                  { value: 'true', label: t('catalog.model.with_printers') },
                  { value: 'false', label: t('catalog.model.without_printers') },
                ],
              },
              { id: 'manufacturer', label: t('catalog.field.manufacturer'), options: [] },
            ]}
            values={{
              route: search.route,
              in_fleet: search.in_fleet === undefined ? undefined : String(search.in_fleet),
              manufacturer: search.manufacturer,
            }}
            onFilter={(id, value) => list.set({ [id]: id === 'in_fleet' && value ? value === 'true' : value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set(nothing)} />
          ) : (
            <Empty icon={<Printer size={22} />} title={t('catalog.model.empty')} action={add}>
              {t('catalog.model.empty_detail')}
            </Empty>
          )
        }
      />
      {editing && <CatalogModelDialog model={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
      {deleting && <DeleteCatalogModelDialog model={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}
