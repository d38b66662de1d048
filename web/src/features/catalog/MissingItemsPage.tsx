import { Link } from '@tanstack/react-router'
import { PackageCheck } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import type { CatalogModel, ModelSupply } from './catalogApi.ts'
import { missingQuery, modelName } from './catalogApi.ts'
import { missingList } from './catalogSearch.ts'
import { Sections } from './Sections.tsx'
import { chosenOf } from './SupplyList.tsx'
import { useSupplyWords } from './supplyWords.ts'
import styles from './catalog.module.css'

const missingOf = (model: CatalogModel): ModelSupply[] =>
  model.supplies.filter((supply) => supply.printers > 0 && !chosenOf(supply))

/** Models whose printers have a supply for which a generic item would be ordered, the most printers first (ORD-2). */
export function MissingItemsPage() {
  const { t } = useTranslation()
  const words = useSupplyWords()
  const organizationId = useOrganizationId()
  const mayCreate = useAllowed('createCatalogItem')
  const list = useListState(missingList)
  const { search } = list
  const models = useListQuery(list, missingQuery(organizationId, search))
  const columns = useMemo(
    (): Array<Column<CatalogModel>> => [
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
        id: 'printers',
        header: t('catalog.field.printers'),
        width: 140,
        sort: 'printers',
        cell: (model) => (
          <Link to="/catalog/missing/printers" search={{ model_id: model.id }}>
            {t('catalog.printers_of_model', { count: model.printers })}
          </Link>
        ),
      },
      {
        id: 'missing',
        header: t('catalog.missing.supplies'),
        width: 460,
        cell: (model) => (
          <ul className={styles.supplies}>
            {missingOf(model).map((supply) => (
              <li key={`${supply.supply_type} ${supply.colorant}`}>
                {t('catalog.missing.supply', { supply: words(supply), count: supply.printers })}{' '}
                {supply.items.length > 0 && <span className="muted">{t('catalog.missing.kind_not_allowed')} </span>}
                {mayCreate && (
                  <LinkButton
                    size="small"
                    to="/catalog/new"
                    search={{
                      manufacturer: model.manufacturer,
                      model: model.model,
                      supply_type: supply.supply_type,
                      colorant: supply.colorant || undefined,
                    }}
                    aria-label={t('catalog.create_for', { supply: words(supply), name: modelName(model) })}
                  >
                    {t('catalog.create_item')}
                  </LinkButton>
                )}
              </li>
            ))}
          </ul>
        ),
      },
    ],
    [t, words, mayCreate],
  )
  return (
    <>
      <PageHead title={t('catalog.missing.title')} context={t('catalog.missing.context')}>
        <LinkButton variant="outlined" to="/catalog/missing/printers" search={{}}>
          {t('catalog.missing.show_printers')}
        </LinkButton>
      </PageHead>
      <Sections />
      <ListTable
        id="catalog.missing"
        label={t('catalog.missing.title')}
        columns={columns}
        rowId={(model) => model.id}
        rowName={modelName}
        list={list}
        query={models}
        defaultSort="-printers"
        toolbar={
          <ListToolbar
            searchLabel={t('catalog.model.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[{ id: 'manufacturer', label: t('catalog.field.manufacturer'), options: [] }]}
            values={{ manufacturer: search.manufacturer }}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          search.search || search.manufacturer ? (
            <NoMatches onClear={() => list.set({ search: undefined, manufacturer: undefined })} />
          ) : (
            <Empty icon={<PackageCheck size={22} />} title={t('catalog.missing.empty')}>
              {t('catalog.missing.empty_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
