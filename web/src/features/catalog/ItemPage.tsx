import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Power, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { useWord } from '../../lib/useWord.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { externalIdsShown } from '../../ui/form/ExternalIds.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { PageLoading } from '../../ui/Loading.tsx'
import { ThingProblem } from '../../ui/NotThere.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import type { Item } from './catalogApi.ts'
import { itemQuery, itemUseQuery, modelName, updateItem } from './catalogApi.ts'
import { DeleteItemDialog } from './DeleteItemDialog.tsx'
import { item as itemThing } from './feature.ts'
import { ItemForm, useItemRules } from './ItemForm.tsx'
import type { ItemValues } from './itemFields.ts'
import { itemBody, itemValues } from './itemFields.ts'
import { priceText } from '../../lib/prices.ts'
import { useSupplyWords } from './supplyWords.ts'
import styles from './catalog.module.css'

export function ItemPage() {
  const itemId = usePathId('itemId')
  const organizationId = useOrganizationId()
  const mayEdit = useAllowed('updateCatalogItem')
  const item = useQuery({
    ...itemQuery(organizationId, itemId),
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  })
  if (item.isPending) return <PageLoading />
  if (item.isError) return <ThingProblem thing={itemThing} error={item.error} onRetry={() => void item.refetch()} />
  return mayEdit ? <EditItem stored={item.data.data} etag={item.data.etag ?? ''} /> : <ShowItem item={item.data.data} />
}

function Head({ item, children }: { item: Item; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <PageHead
      title={item.part_number}
      above={
        <Crumb
          to="/catalog"
          here={item.part_number}
          of={{ list: '/api/v1/catalog/items', id: item.id, page: '/catalog/items/$itemId', param: 'itemId' }}
        >
          {t('catalog.title')}
        </Crumb>
      }
      context={
        <>
          {item.name} ·{' '}
          <StatusWord tone={item.active ? 'ok' : 'off'}>
            {t(item.active ? 'catalog.active' : 'catalog.inactive')}
          </StatusWord>{' '}
          · {t('catalog.updated')} <Age at={item.updated_at} />
        </>
      }
    >
      {children}
    </PageHead>
  )
}

function EditItem({ stored, etag }: { stored: Item; etag: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const mayDelete = useAllowed('deleteCatalogItem')
  const [deleting, setDeleting] = useState(false)
  const back = () => navigate({ to: '/catalog' })
  const rules = useItemRules()
  const form = useForm<ItemValues>({
    ...rules,
    initial: itemValues(stored),
    draft: `catalog_item.${stored.id}`,
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...itemQuery(organizationId, stored.id), staleTime: 0 })
      return { values: itemValues(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async (values, version) => {
      const saved = await updateItem(organizationId, stored.id, version, itemBody(values))
      await queryClient.invalidateQueries({ queryKey: ['catalog'] })
      toast(t('catalog.saved', { name: saved.part_number }))
      void back()
      return { values: itemValues(saved), etag: etagOf(saved) }
    },
  })
  const active = useMutation({
    mutationFn: () =>
      updateItem(organizationId, stored.id, etag, { ...itemBody(itemValues(stored)), active: !stored.active }),
    onSuccess: async (saved) => {
      await queryClient.invalidateQueries({ queryKey: ['catalog'] })
      toast(t(saved.active ? 'catalog.activated' : 'catalog.deactivated', { name: saved.part_number }))
    },
  })
  return (
    <div className={styles.formPage}>
      <Head item={stored}>
        <ActionMenu
          label={t('catalog.actions_for', { name: stored.part_number })}
          actions={[
            {
              id: 'active',
              label: t(stored.active ? 'catalog.deactivate' : 'catalog.activate'),
              icon: <Power size={16} />,
              onClick: () => active.mutate(),
            },
            ...(mayDelete
              ? [
                  {
                    id: 'delete',
                    label: t('catalog.delete'),
                    icon: <Trash2 size={16} />,
                    onClick: () => setDeleting(true),
                  },
                ]
              : []),
          ]}
        />
      </Head>
      <div className="stack">
        {active.isError && <ProblemLine error={active.error} />}
        <Panel>
          <ItemForm form={form} submit={t('common.save')} onCancel={() => void back()} />
        </Panel>
        <UsePanel id={stored.id} />
      </div>
      {deleting && <DeleteItemDialog item={stored} onClose={() => setDeleting(false)} onDeleted={() => void back()} />}
    </div>
  )
}

function ShowItem({ item }: { item: Item }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const word = useWord()
  const supply = useSupplyWords()
  return (
    <div className={styles.formPage}>
      <Head item={item} />
      <div className="stack">
        <Panel>
          <Facts
            items={[
              [t('catalog.field.manufacturer'), item.manufacturer],
              [t('catalog.field.name'), item.name],
              [t('catalog.field.kind'), word(`catalog.kind.${item.kind}`)],
              [t('catalog.field.supply_type'), supply(item)],
              [t('catalog.field.yield_pages'), item.yield_pages ? format.number(item.yield_pages) : null],
              [
                t('catalog.field.starter_yield_pages'),
                item.starter_yield_pages ? format.number(item.starter_yield_pages) : null,
              ],
              [t('catalog.field.lead_time_days'), item.lead_time_days ?? null],
              [t('catalog.field.price'), priceText(item.price, i18n.language) || null],
              [t('external_ids.label'), externalIdsShown(item.external_ids)],
            ]}
          />
        </Panel>
        <UsePanel id={item.id} />
      </div>
    </div>
  )
}

/** Who takes it: the fleet's printers by model, and orders. */
function UsePanel({ id }: { id: string }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const use = useQuery(itemUseQuery(organizationId, id))
  return (
    <Panel title={t('catalog.use.title')} id="item-use">
      {use.isError && <ProblemLine error={use.error} />}
      {use.data && (
        <div className="stack">
          <p>
            {t('catalog.use.printers', { count: use.data.printers })}{' '}
            {t('catalog.use.orders', { open: use.data.open_order_lines, count: use.data.order_lines })}
          </p>
          <ul className={styles.items}>
            {use.data.models.map((model) => (
              <li key={model.model_id}>
                <Link
                  to="/catalog/models/$catalogModelId"
                  params={{ catalogModelId: model.model_id }}
                  className="break"
                >
                  <Breakable text={modelName(model)} />
                </Link>
                <span className="muted">{t('catalog.printers_of_model', { count: model.printers })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  )
}
