import { Button } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { FlaskConical, Plus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import { watchTask } from '../../lib/tasks.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { SearchInput, SelectInput } from '../../ui/form/Choosers.tsx'
import { Fieldset, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { PageLoading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { readAmount } from '../../lib/prices.ts'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import type { RunValues } from './runForm.ts'
import { inputOf, inRange, rangedFields, ranges, riskOf, sets, typedOf } from './runForm.ts'
import type { Settings } from './whatIfApi.ts'
import { startRun, todayQuery } from './whatIfApi.ts'

/** Which printers, and which settings are compared with today's. */
export function NewRunPage() {
  const { t } = useTranslation()
  const today = useQuery({ ...todayQuery(useOrganizationId()), refetchOnWindowFocus: false })
  if (today.isPending) return <PageLoading />
  if (today.isError) return <Problem error={today.error} onRetry={() => void today.refetch()} />
  return (
    <>
      <PageHead title={t('what_if.new_title')} context={t('what_if.new_context')} />
      {today.data.printers === 0 ? (
        <Empty icon={<FlaskConical size={22} />} title={t('what_if.no_printers')}>
          {t('what_if.no_printers_detail')}
        </Empty>
      ) : (
        <RunForm today={today.data} />
      )}
    </>
  )
}

const fields = ['name', 'method', ...rangedFields, 'must_risk_percent'] as const

function RunForm({ today }: { today: Settings }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const labels: Record<string, string> = {
    site_id: t('what_if.field.site_id'),
    manufacturer: t('what_if.field.manufacturer'),
    model: t('what_if.field.model'),
    currency: t('what_if.field.currency'),
    shipment_cost: t('what_if.field.shipment_cost'),
    ...Object.fromEntries(
      sets.flatMap((set) => fields.map((field) => [`${set}.${field}`, t(`what_if.field.${field}`)])),
    ),
  }
  const validate = useMemo(
    () => (values: RunValues) => {
      const currency = values.currency.trim().toUpperCase()
      const errors: Record<string, string | undefined> = {
        manufacturer: values.model.trim() !== '' && values.manufacturer.trim() === '' ? t('form.required') : undefined,
        model: values.manufacturer.trim() !== '' && values.model.trim() === '' ? t('form.required') : undefined,
        currency: currency !== '' && !/^[A-Z]{3}$/.test(currency) ? t('what_if.problem.currency') : undefined,
        shipment_cost:
          values.shipment_cost.trim() !== '' && readAmount(values.shipment_cost, currency) === undefined
            ? t('what_if.problem.amount')
            : undefined,
      }
      for (const set of sets.slice(0, values.count)) {
        const typed = values[set]
        errors[`${set}.name`] = typed.name.trim() === '' ? t('form.required') : undefined
        for (const field of rangedFields) {
          const [least, most] = ranges[field]
          errors[`${set}.${field}`] = inRange(field, typed[field])
            ? undefined
            : t('what_if.problem.range', { least, most })
        }
        errors[`${set}.must_risk_percent`] =
          typed.must_risk_percent.trim() !== '' && riskOf(typed.must_risk_percent) === undefined
            ? t('what_if.problem.risk')
            : undefined
      }
      return errors
    },
    [t],
  )
  const form = useForm<RunValues>({
    initial: {
      site_id: '',
      manufacturer: '',
      model: '',
      currency: '',
      shipment_cost: '',
      count: 1,
      first: typedOf({ ...today, method: 'balanced' }, t('what_if.alternative', { number: 1 })),
      second: typedOf(today, t('what_if.alternative', { number: 2 })),
      third: typedOf(today, t('what_if.alternative', { number: 3 })),
    },
    validate,
    draft: 'what_if.new',
    submit: async (values) => {
      const run = await startRun(organizationId, inputOf(values), key)
      watchTask(run.id)
      await queryClient.invalidateQueries({ queryKey: ['what-if'] })
      toast(t('what_if.started'))
      void navigate({ to: '/what-if/$runId', params: { runId: run.id } })
    },
  })
  const { count } = form.values
  return (
    <FormView form={form} labels={labels} label={t('what_if.new_title')}>
      <OrganizationLine id={organizationId} />
      <Fieldset legend={t('what_if.printers')}>
        <SearchInput
          name="site_id"
          label={t('what_if.field.site_id')}
          help={t('what_if.help.site_id')}
          of={['sites', organizationId]}
          load={async (search, signal) =>
            (
              await body(
                api.GET('/api/v1/sites', {
                  params: { query: { organization_id: organizationId, search, limit: 50 } },
                  signal,
                }),
              )
            ).items.map((item) => ({ value: item.id, label: item.name }))
          }
        />
        <TextInput name="manufacturer" label={t('what_if.field.manufacturer')} />
        <TextInput name="model" label={t('what_if.field.model')} help={t('what_if.help.model')} />
      </Fieldset>
      <Fieldset legend={t('what_if.cost')}>
        <TextInput
          name="currency"
          label={t('what_if.field.currency')}
          help={t('what_if.help.currency')}
          maxLength={3}
        />
        <TextInput name="shipment_cost" label={t('what_if.field.shipment_cost')} />
      </Fieldset>
      {sets.slice(0, count).map((set, index) => (
        <Fieldset key={set} legend={t('what_if.alternative', { number: index + 1 })}>
          <TextInput name={`${set}.name`} label={t('what_if.field.name')} required maxLength={60} />
          <SelectInput
            name={`${set}.method`}
            label={t('what_if.field.method')}
            help={t('what_if.help.method')}
            options={(['published', 'balanced'] as const).map((value) => ({
              value,
              label: t(`what_if.method.${value}`),
            }))}
          />
          {rangedFields.map((field) => (
            <TextInput key={field} name={`${set}.${field}`} label={t(`what_if.field.${field}`)} required />
          ))}
          <TextInput
            name={`${set}.must_risk_percent`}
            label={t('what_if.field.must_risk_percent')}
            help={t('what_if.help.must_risk_percent')}
          />
        </Fieldset>
      ))}
      {count < sets.length && (
        <p>
          <Button variant="outlined" startIcon={<Plus size={16} />} onClick={() => form.set('count', count + 1)}>
            {t('what_if.add')}
          </Button>
        </p>
      )}
      <FormActions submit={t('what_if.start')} />
    </FormView>
  )
}
