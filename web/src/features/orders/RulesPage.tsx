import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { ChoiceInput, Fieldset, FormActions, FormView, TextInput, Wide } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { PageLoading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import styles from './orders.module.css'
import { rulesQuery, updateRules } from './ordersApi.ts'
import type { OrderRules } from './ordersApi.ts'
import type { RuleValues } from './ruleFields.ts'
import { ruleFlags, rulesBody, rulesValues, wrongRules } from './ruleFields.ts'
import { Sections } from './Sections.tsx'

/** How much may be ordered at once, which orders wait for an approval, and whom customers call. */
export function RulesPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const rules = useQuery(rulesQuery(organizationId))
  if (rules.isPending) return <PageLoading />
  if (rules.isError) return <Problem error={rules.error} onRetry={() => void rules.refetch()} />
  return (
    <>
      <PageHead title={t('orders.rules.title')} context={t('orders.rules.context')} />
      <Sections />
      <div className={`stack ${styles.narrow}`}>
        <Panel title={t('orders.rules.title')} id="rules">
          <Rules stored={rules.data.data} etag={rules.data.etag ?? ''} />
        </Panel>
      </div>
    </>
  )
}

function Rules({ stored, etag }: { stored: OrderRules; etag: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const labels = {
    most_of_item: t('orders.rules.most_of_item'),
    most_in_cart: t('orders.rules.most_in_cart'),
    flags: t('orders.rules.waits'),
    approve_above_quantity: t('orders.rules.approve_above_quantity'),
    approve_above_amount: t('orders.rules.approve_above_amount'),
    approve_currency: t('orders.rules.approve_currency'),
    service_desk: t('orders.rules.service_desk'),
  }
  const form = useForm<RuleValues>({
    limits: { service_desk: limits.OrderRulesInput.service_desk },
    initial: rulesValues(stored),
    validate: (values) =>
      Object.fromEntries(
        Object.entries(wrongRules(values)).map(([name, problem]) => [name, t(`orders.rules.problem.${problem}`)]),
      ),
    draft: `supply_order_rules.${organizationId}`,
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...rulesQuery(organizationId), staleTime: 0 })
      return { values: rulesValues(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async (values, seen) => {
      const saved = await updateRules(organizationId, seen, rulesBody(values))
      await queryClient.invalidateQueries({ queryKey: ['supply-order-rules'] })
      toast(t('orders.rules.saved'))
      return { values: rulesValues(saved.data), etag: saved.etag ?? '' }
    },
  })
  return (
    <FormView form={form} labels={labels} label={t('orders.rules.title')}>
      <OrganizationLine id={stored.organization_id} />
      <Fieldset legend={t('orders.rules.limits')} help={t('orders.rules.limits_help')}>
        <TextInput name="most_of_item" label={labels.most_of_item} required />
        <TextInput name="most_in_cart" label={labels.most_in_cart} required />
      </Fieldset>
      <Fieldset legend={t('orders.rules.approval')} help={t('orders.rules.approval_help')}>
        <Wide>
          <ChoiceInput
            name="flags"
            label={labels.flags}
            options={ruleFlags.map((flag) => ({ value: flag, label: t(`orders.rules.${flag}`) }))}
          />
        </Wide>
        <TextInput name="approve_above_quantity" label={labels.approve_above_quantity} />
        <TextInput name="approve_above_amount" label={labels.approve_above_amount} />
        <TextInput name="approve_currency" label={labels.approve_currency} mono />
      </Fieldset>
      <Fieldset legend={t('orders.rules.calls')} help={t('orders.rules.calls_help')}>
        <Wide>
          <TextInput name="service_desk" label={labels.service_desk} />
        </Wide>
      </Fieldset>
      <FormActions submit={t('common.save')} />
    </FormView>
  )
}
