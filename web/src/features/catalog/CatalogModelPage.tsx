import { Button } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { SquarePen } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { ThingProblem } from '../../ui/NotThere.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { toast } from '../../ui/Toasts.tsx'
import type { CatalogModel, ModelItem, ModelSupply } from './catalogApi.ts'
import { modelName, modelQuery, preferItem } from './catalogApi.ts'
import { CatalogModelDialog } from './CatalogModelDialog.tsx'
import { catalogModel } from './feature.ts'
import { RouteWords } from './RouteWords.tsx'
import { useSupplyWords } from './supplyWords.ts'
import styles from './catalog.module.css'

/** One printer model: how it takes part in replenishment, and the item of each of its supplies (ASR-2, ORD-2). */
export function CatalogModelPage() {
  const modelId = usePathId('catalogModelId')
  const organizationId = useOrganizationId()
  const model = useQuery(modelQuery(organizationId, modelId))
  if (model.isPending) return <PageLoading />
  if (model.isError)
    return <ThingProblem thing={catalogModel} error={model.error} onRetry={() => void model.refetch()} />
  return <ShowModel model={model.data.data} etag={model.data.etag ?? ''} />
}

function ShowModel({ model, etag }: { model: CatalogModel; etag: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const mayEdit = useAllowed('updateCatalogModel')
  const [editing, setEditing] = useState(false)
  const name = modelName(model)
  return (
    <div className={styles.formPage}>
      <PageHead
        title={name}
        above={
          <Crumb
            to="/catalog/models"
            here={name}
            of={{
              list: '/api/v1/catalog/models',
              id: model.id,
              page: '/catalog/models/$catalogModelId',
              param: 'catalogModelId',
            }}
          >
            {t('catalog.model.title')}
          </Crumb>
        }
      >
        <LinkButton variant="outlined" to="/catalog/models/$catalogModelId/terms" params={{ catalogModelId: model.id }}>
          {t('nav.supply_terms')}
        </LinkButton>
        {mayEdit && (
          <Button variant="outlined" startIcon={<SquarePen size={16} />} onClick={() => setEditing(true)}>
            {t('catalog.model.edit')}
          </Button>
        )}
      </PageHead>
      <div className="stack">
        <Panel>
          <Facts
            items={[
              [t('catalog.route.title'), <RouteWords model={model} />],
              [t('catalog.field.note'), model.note || null],
              [t('catalog.field.printers'), format.number(model.printers)],
              [
                t('catalog.field.allowed_kinds'),
                format.list(model.allowed_kinds.map((kind) => t(`catalog.kind.${kind}`))),
              ],
            ]}
          />
        </Panel>
        <Panel title={t('catalog.field.supplies')} id="model-supplies">
          <div className="stack">
            <p className="small muted">{t('catalog.model.rule')}</p>
            {model.supplies.length === 0 && <p>{t('catalog.model.no_supplies')}</p>}
            {model.supplies.map((supply) => (
              <Supply key={`${supply.supply_type} ${supply.colorant}`} model={model} supply={supply} etag={etag} />
            ))}
          </div>
        </Panel>
      </div>
      {editing && <CatalogModelDialog model={model} onClose={() => setEditing(false)} />}
    </div>
  )
}

function Supply({ model, supply, etag }: { model: CatalogModel; supply: ModelSupply; etag: string }) {
  const { t } = useTranslation()
  const words = useSupplyWords()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const mayPrefer = useAllowed('preferCatalogItem')
  const mayCreate = useAllowed('createCatalogItem')
  const prefer = useMutation({
    mutationFn: (item: ModelItem | null) => preferItem(organizationId, model.id, etag, supply, item?.id ?? null),
    // Also after a refusal: who was late sees what is stored now.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['catalog'] }),
    onSuccess: (_saved, item) =>
      toast(item ? t('catalog.model.preferred', { name: item.part_number }) : t('catalog.model.by_rule_again')),
  })
  return (
    <section aria-label={words(supply)}>
      <h3>{words(supply)}</h3>
      <p className="small muted">{t('catalog.printers_of_supply', { count: supply.printers })}</p>
      {prefer.isError && <ProblemLine error={prefer.error} />}
      <ul className={styles.items}>
        {supply.items.map((item) => (
          <li key={item.id}>
            <span>
              <ItemName item={item} /> · {item.name} · {t(`catalog.kind.${item.kind}`)}
              {item.yield_pages > 0 && ` · ${t('catalog.pages', { count: item.yield_pages })}`}
              {item.chosen && (
                <>
                  {' '}
                  <StatusWord tone="ok">
                    {t(item.preferred ? 'catalog.model.chosen_preferred' : 'catalog.model.chosen')}
                  </StatusWord>
                </>
              )}
            </span>
            {mayPrefer && (
              <BusyButton
                variant="outlined"
                size="small"
                busy={prefer.isPending}
                aria-label={t(item.preferred ? 'catalog.model.not_prefer_what' : 'catalog.model.prefer_what', {
                  name: item.part_number,
                })}
                onClick={() => prefer.mutate(item.preferred ? null : item)}
              >
                {t(item.preferred ? 'catalog.model.not_prefer' : 'catalog.model.prefer')}
              </BusyButton>
            )}
          </li>
        ))}
        {!supply.items.some((item) => item.chosen) && (
          <li>
            <span>
              {t(supply.items.length > 0 ? 'catalog.model.kind_not_allowed' : 'catalog.model.generic_detail')}
            </span>
            {mayCreate && (
              <LinkButton
                variant="outlined"
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
        )}
      </ul>
    </section>
  )
}

/** With a link for who may open it. */
function ItemName({ item }: { item: ModelItem }) {
  const mayOpen = useAllowed('getCatalogItemUse')
  const words = (
    <span className="mono">
      <Breakable text={item.part_number} />
    </span>
  )
  return mayOpen ? (
    <Link to="/catalog/items/$itemId" params={{ itemId: item.id }}>
      {words}
    </Link>
  ) : (
    words
  )
}
