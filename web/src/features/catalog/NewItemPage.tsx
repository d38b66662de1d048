import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { createItem } from './catalogApi.ts'
import { newItemSearch } from './catalogSearch.ts'
import styles from './catalog.module.css'
import { ItemForm, useItemRules } from './ItemForm.tsx'
import type { ItemValues } from './itemFields.ts'
import { itemBody, itemValues } from './itemFields.ts'

/** A new item, empty or for a supply that has none. */
export function NewItemPage() {
  const from = newItemSearch(useSearch({ strict: false }))
  return <NewItem key={JSON.stringify(from)} from={from} />
}

function NewItem({ from }: { from: ReturnType<typeof newItemSearch> }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const back = () => navigate({ to: from.model ? '/catalog/missing' : '/catalog' })
  const made = [from.manufacturer, from.model, from.supply_type, from.colorant].filter(Boolean).join(' ')
  const rules = useItemRules()
  const form = useForm<ItemValues>({
    ...rules,
    initial: itemValues(undefined, from),
    draft: `catalog_item.new.${made}`,
    submit: async (values) => {
      const created = await createItem(organizationId, itemBody(values), key)
      await queryClient.invalidateQueries({ queryKey: ['catalog'] })
      // The list that one comes back to would show for a moment that it lacks what was just created.
      queryClient.removeQueries({ queryKey: ['catalog'], type: 'inactive' })
      toast(t('catalog.created', { name: created.part_number }))
      // Not waited for: what is saved is saved, even if the list cannot be fetched now.
      void back()
    },
  })
  return (
    <div className={styles.formPage}>
      <PageHead
        title={t('catalog.new')}
        above={
          <Crumb to="/catalog" here={t('catalog.new')}>
            {t('catalog.title')}
          </Crumb>
        }
      />
      <Panel>
        <ItemForm form={form} submit={t('catalog.create')} onCancel={() => void back()} />
      </Panel>
    </div>
  )
}
