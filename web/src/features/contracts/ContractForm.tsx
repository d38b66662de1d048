import type { ReactNode } from 'react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../api/limits.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { ChoiceInput, Fieldset, FormActions, FormView, RequiredNote, TextInput } from '../../ui/form/Fields.tsx'
import type { Errors, Form } from '../../ui/form/useForm.ts'
import type { EffectiveTerms } from './contractsApi.ts'
import { customerKinds } from './contractsSearch.ts'
import type { ContractValues } from './contractValues.ts'
import { isDay, supplyKinds } from './contractValues.ts'
import { TermFields, useTermLabels } from './TermFields.tsx'
import { consolidations, weekdays, wrongNumbers } from './termValues.ts'

const contractLimits = { number: limits.ContractInput.number, name: limits.ContractInput.name }

/** What the forms of new and stored contracts have in common. */
export function useContractRules(): { limits: typeof contractLimits; validate: (values: ContractValues) => Errors } {
  const { t } = useTranslation()
  return useMemo(
    () => ({
      limits: contractLimits,
      validate: (values: ContractValues) => ({
        ...Object.fromEntries(wrongNumbers(values).map((name) => [name, t('contracts.problem.whole_number')])),
        ...Object.fromEntries(
          (['organization_id', 'number', 'name'] as const)
            .filter((name) => values[name].trim() === '')
            .map((name) => [name, t('form.required')]),
        ),
        ...Object.fromEntries(
          (['starts_on', 'ends_on'] as const)
            .filter((name) => values[name].trim() !== '' && !isDay(values[name]))
            .map((name) => [name, t('contracts.problem.day')]),
        ),
      }),
    }),
    [t],
  )
}

export function ContractForm({
  form,
  inherited,
  submit,
  onCancel,
  children,
}: {
  form: Form<ContractValues>
  inherited: EffectiveTerms
  submit: string
  onCancel: () => void
  /** Whose contract it is. */
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const labels: Record<string, string> = {
    organization_id: t('contracts.field.organization'),
    number: t('contracts.field.number'),
    name: t('contracts.field.name'),
    customer: t('contracts.field.customer'),
    supplies: t('contracts.field.supplies'),
    excluded_kinds: t('contracts.field.excluded_kinds'),
    starts_on: t('contracts.field.starts_on'),
    ends_on: t('contracts.field.ends_on'),
    ...useTermLabels(),
  }
  const words = (name: string, value: unknown): string | undefined => {
    const chosen = <V extends string>(known: readonly V[]): V[] =>
      known.filter((each) => (Array.isArray(value) ? value.includes(each) : value === each))
    if (name === 'customer') return chosen(customerKinds).map((kind) => t(`contracts.customer.${kind}`))[0]
    if (name === 'consolidation') return chosen(consolidations).map((way) => t(`contracts.consolidation.${way}`))[0]
    if (!Array.isArray(value)) return undefined
    if (name === 'supplies') return t(value.length > 0 ? 'contracts.included' : 'contracts.excluded')
    if (name === 'delivery_days') return format.list(chosen(weekdays).map((day) => t(`contracts.weekday.${day}`)))
    return format.list(chosen(supplyKinds).map((kind) => t(`contracts.kind.${kind}`)))
  }
  return (
    <FormView form={form} labels={labels} label={submit} conflictTitle={t('contracts.conflict')} words={words}>
      <RequiredNote />
      {children}
      <Fieldset legend={t('contracts.part.contract')}>
        <TextInput name="number" label={labels.number ?? ''} required mono />
        <TextInput name="name" label={labels.name ?? ''} required />
        <SelectInput
          name="customer"
          label={labels.customer ?? ''}
          help={t('contracts.help.customer')}
          options={customerKinds.map((kind) => ({ value: kind, label: t(`contracts.customer.${kind}`) }))}
        />
        <TextInput name="starts_on" label={labels.starts_on ?? ''} help={t('contracts.help.day')} mono />
        <TextInput name="ends_on" label={labels.ends_on ?? ''} help={t('contracts.help.day')} mono />
      </Fieldset>
      <ChoiceInput
        name="supplies"
        label={labels.supplies ?? ''}
        options={[{ value: 'yes', label: t('contracts.included'), help: t('contracts.help.supplies') }]}
      />
      <ChoiceInput
        name="excluded_kinds"
        label={labels.excluded_kinds ?? ''}
        options={supplyKinds.map((kind) => ({ value: kind, label: t(`contracts.kind.${kind}`) }))}
      />
      <TermFields inherited={inherited} />
      <FormActions submit={submit} onCancel={onCancel} />
    </FormView>
  )
}
