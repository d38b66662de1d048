import { Button } from '@mui/material'
import { Link, useNavigate } from '@tanstack/react-router'
import { PackageSearch, Plus, SquarePen, Trash2, Upload } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useWord } from '../../lib/useWord.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import type { Item } from './catalogApi.ts'
import { itemsExport, itemsQuery, modelName } from './catalogApi.ts'
import { itemKinds, itemsList } from './catalogSearch.ts'
import { DeleteItemDialog } from './DeleteItemDialog.tsx'
import { supplyTypes } from './ItemForm.tsx'
import { priceText } from '../../lib/prices.ts'
import { Sections } from './Sections.tsx'
import { useSupplyWords } from './supplyWords.ts'

const colors = ['black', 'cyan', 'magenta', 'yellow']

/** Administration > Catalog: what is sold, by part number. */
export function ItemsPage() {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const word = useWord()
  const supply = useSupplyWords()
  const navigate = useNavigate()
  const organizationId = useOrganizationId()
  const mayEdit = useAllowed('updateCatalogItem')
  const mayDelete = useAllowed('deleteCatalogItem')
  const mayImport = useAllowed('previewCatalogImport')
  const seesPrices = useAllowed('getCatalogItemUse')
  const list = useListState(itemsList)
  const { search } = list
  const items = useListQuery(list, itemsQuery(organizationId, search))
  const [deleting, setDeleting] = useState<Item | null>(null)
  const columns = useMemo((): Array<Column<Item>> => {
    const shown: Array<Column<Item>> = [
      {
        id: 'part_number',
        header: t('catalog.field.part_number'),
        width: 170,
        sort: 'part_number',
        cell: (item) => (
          <Link to="/catalog/items/$itemId" params={{ itemId: item.id }}>
            <Breakable text={item.part_number} />
          </Link>
        ),
      },
      { id: 'name', header: t('catalog.field.name'), width: 220, sort: 'name', cell: (item) => item.name },
      {
        id: 'manufacturer',
        header: t('catalog.field.manufacturer'),
        width: 140,
        sort: 'manufacturer',
        cell: (item) => item.manufacturer,
      },
      { id: 'supply', sort: 'supply_type', header: t('catalog.field.supply_type'), width: 150, cell: supply },
      {
        id: 'kind',
        sort: 'kind',
        header: t('catalog.field.kind'),
        width: 130,
        phoneHidden: true,
        cell: (item) => word(`catalog.kind.${item.kind}`),
      },
      {
        id: 'yield_pages',
        sort: 'yield_pages',
        header: t('catalog.field.yield_pages'),
        width: 110,
        align: 'end',
        cell: (item) => (item.yield_pages ? format.number(item.yield_pages) : <Dash />),
      },
      ...(seesPrices
        ? [
            {
              id: 'price',
              sort: 'price',
              header: t('catalog.field.price'),
              width: 110,
              align: 'end' as const,
              cell: (item: Item) => priceText(item.price, i18n.language) || <Dash />,
            },
          ]
        : []),
      {
        id: 'models',
        header: t('catalog.field.models'),
        width: 220,
        phoneHidden: true,
        cell: (item) =>
          item.models.length > 2
            ? t('catalog.models_and_more', {
                models: format.list(item.models.slice(0, 2).map(modelName)),
                count: item.models.length - 2,
              })
            : item.models.length > 0
              ? format.list(item.models.map(modelName))
              : t('catalog.no_models'),
      },
      {
        id: 'active',
        sort: 'active',
        header: t('catalog.field.active'),
        width: 120,
        cell: (item) => (
          <StatusWord tone={item.active ? 'ok' : 'off'}>
            {t(item.active ? 'catalog.active' : 'catalog.inactive')}
          </StatusWord>
        ),
      },
      {
        id: 'updated',
        header: t('catalog.updated_at'),
        width: 120,
        hidden: true,
        phoneHidden: true,
        sort: 'updated_at',
        cell: (item) => <Age at={item.updated_at} />,
      },
    ]
    if (mayEdit)
      shown.push({
        id: 'actions',
        header: t('table.row_actions'),
        actions: true,
        width: 76,
        align: 'end',
        cell: (item) => (
          <ActionMenu
            label={t('catalog.actions_for', { name: item.part_number })}
            actions={[
              {
                id: 'edit',
                label: t('catalog.edit'),
                icon: <SquarePen size={16} />,
                onClick: () => void navigate({ to: '/catalog/items/$itemId', params: { itemId: item.id } }),
              },
              ...(mayDelete
                ? [
                    {
                      id: 'delete',
                      label: t('catalog.delete'),
                      icon: <Trash2 size={16} />,
                      onClick: () => setDeleting(item),
                    },
                  ]
                : []),
            ]}
          />
        ),
      })
    return shown
  }, [t, i18n.language, format, word, supply, mayEdit, mayDelete, seesPrices, navigate])
  const nothing = {
    search: undefined,
    manufacturer: undefined,
    supply_type: undefined,
    colorant: undefined,
    kind: undefined,
    active: undefined,
  }
  const filtered = Object.keys(nothing).some((name) => search[name as keyof typeof nothing] !== undefined)
  const newButton = mayEdit && (
    <Button variant="contained" component={Link} to="/catalog/new" startIcon={<Plus size={16} />}>
      {t('catalog.new')}
    </Button>
  )
  const importButton = mayImport && (
    <LinkButton variant="outlined" to="/catalog/import" search={{}} startIcon={<Upload size={16} />}>
      {t('catalog.import.title')}
    </LinkButton>
  )
  return (
    <>
      <PageHead title={t('catalog.title')} context={t('catalog.context')} primary={newButton}>
        {importButton}
        <ExportButtons url={itemsExport(organizationId, search)}>{t('catalog.export')}</ExportButtons>
      </PageHead>
      <Sections />
      <ListTable
        file="page"
        id="catalog"
        label={t('catalog.title')}
        columns={columns}
        rowId={(item) => item.id}
        rowName={(item) => item.part_number}
        list={list}
        query={items}
        defaultSort="part_number"
        toolbar={
          <ListToolbar
            searchLabel={t('catalog.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              {
                id: 'supply_type',
                multiple: true,
                label: t('catalog.field.supply_type'),
                options: supplyTypes.map((type) => ({ value: type, label: word(`supply.type.${type}`) })),
                labelOf: (type) => word(`supply.type.${type}`),
              },
              {
                id: 'colorant',
                multiple: true,
                label: t('catalog.field.colorant'),
                options: colors.map((color) => ({ value: color, label: word(`supply.color.${color}`) })),
              },
              {
                id: 'kind',
                multiple: true,
                label: t('catalog.field.kind'),
                options: itemKinds.map((kind) => ({ value: kind, label: t(`catalog.kind.${kind}`) })),
              },
              {
                id: 'active',
                label: t('catalog.field.active'),
                options: [
                  { value: 'true', label: t('catalog.active') },
                  { value: 'false', label: t('catalog.inactive') },
                ],
              },
              { id: 'manufacturer', label: t('catalog.field.manufacturer'), options: [] },
            ]}
            values={{
              supply_type: search.supply_type,
              colorant: search.colorant,
              kind: search.kind,
              active: search.active === undefined ? undefined : String(search.active),
              manufacturer: search.manufacturer,
            }}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) => list.set({ [id]: id === 'active' && value ? value === 'true' : value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set(nothing)} />
          ) : (
            <Empty
              icon={<PackageSearch size={22} />}
              title={t('catalog.empty')}
              action={
                <span className="row wrap">
                  {newButton}
                  {importButton}
                </span>
              }
            >
              {t('catalog.empty_detail')}
            </Empty>
          )
        }
      />
      {deleting && <DeleteItemDialog item={deleting} onClose={() => setDeleting(null)} />}
    </>
  )
}

function Dash() {
  return <span className="faint">–</span>
}
