import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/useFormat.ts'
import { useWord } from '../../lib/useWord.ts'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { ExternalIdsInput, externalIdsProblem } from '../../ui/form/ExternalIds.tsx'
import { ChoiceInput, Fieldset, FormActions, FormView, RequiredNote, TextInput } from '../../ui/form/Fields.tsx'
import type { Errors, Form } from '../../ui/form/useForm.ts'
import { itemKinds } from './catalogSearch.ts'
import type { ItemValues } from './itemFields.ts'
import { checkItem, itemLimits } from './itemFields.ts'
import { ModelsInput } from './ModelsInput.tsx'

/** What can be ordered for a printer, as printers name it (prtMarkerSuppliesType). */
export const supplyTypes = [
  'toner',
  'ink',
  'waste_toner',
  'waste_ink',
  'opc',
  'developer',
  'fuser',
  'fuser_oil',
  'transfer_unit',
  'cleaner_unit',
  'fuser_cleaning_pad',
  'corona_wire',
  'ink_ribbon',
  'ribbon_wax',
  'solid_wax',
  'staples',
  'other',
]

export function useItemLabels(): Record<string, string> {
  const { t } = useTranslation()
  return useMemo(
    () => ({
      part_number: t('catalog.field.part_number'),
      manufacturer: t('catalog.field.manufacturer'),
      name: t('catalog.field.name'),
      kind: t('catalog.field.kind'),
      supply_type: t('catalog.field.supply_type'),
      colorant: t('catalog.field.colorant'),
      yield_pages: t('catalog.field.yield_pages'),
      starter_yield_pages: t('catalog.field.starter_yield_pages'),
      lead_time_days: t('catalog.field.lead_time_days'),
      'price.amount_minor': t('catalog.field.price'),
      'price.currency': t('catalog.field.currency'),
      active: t('catalog.field.active'),
      models: t('catalog.field.models'),
      external_ids: t('external_ids.label'),
    }),
    [t],
  )
}

/** What the forms of new and stored items have in common. */
export function useItemRules(): { limits: typeof itemLimits; validate: (values: ItemValues) => Errors } {
  const { t } = useTranslation()
  return useMemo(
    () => ({
      limits: itemLimits,
      validate: (values: ItemValues) => ({
        ...Object.fromEntries(
          Object.entries(checkItem(values)).map(([name, problem]) => [
            name,
            problem && t(`catalog.problem.${problem}`),
          ]),
        ),
        external_ids: externalIdsProblem(values.external_ids, t),
      }),
    }),
    [t],
  )
}

export function ItemForm({ form, submit, onCancel }: { form: Form<ItemValues>; submit: string; onCancel: () => void }) {
  const { t } = useTranslation()
  const word = useWord()
  const format = useFormat()
  const labels = useItemLabels()
  const label = (name: string) => labels[name] ?? name
  const words = (name: string, value: unknown): string | undefined => {
    if (name === 'active') return t(Array.isArray(value) && value.length > 0 ? 'catalog.active' : 'catalog.inactive')
    if (name === 'models' && Array.isArray(value)) return format.list(value as string[])
    if (name === 'kind' && typeof value === 'string') return word(`catalog.kind.${value}`)
    return name === 'supply_type' && typeof value === 'string' ? word(`supply.type.${value}`) : undefined
  }
  return (
    <FormView form={form} labels={labels} label={submit} conflictTitle={t('catalog.conflict')} words={words}>
      <RequiredNote />
      <Fieldset legend={t('catalog.part.item')}>
        <TextInput name="part_number" label={label('part_number')} required mono help={t('catalog.help.part_number')} />
        <TextInput name="manufacturer" label={label('manufacturer')} required help={t('catalog.help.manufacturer')} />
        <TextInput name="name" label={label('name')} required />
        <SelectInput
          name="kind"
          label={label('kind')}
          help={t('catalog.help.kind')}
          options={itemKinds.map((kind) => ({ value: kind, label: t(`catalog.kind.${kind}`) }))}
        />
        <SelectInput
          name="supply_type"
          label={label('supply_type')}
          required
          options={supplyTypes.map((type) => ({ value: type, label: word(`supply.type.${type}`) }))}
        />
        <TextInput name="colorant" label={label('colorant')} help={t('catalog.help.colorant')} />
      </Fieldset>
      <Fieldset legend={t('catalog.part.models')}>
        <ModelsInput label={label('models')} />
      </Fieldset>
      <Fieldset legend={t('catalog.part.figures')}>
        <TextInput name="yield_pages" label={label('yield_pages')} help={t('catalog.help.yield_pages')} />
        <TextInput
          name="starter_yield_pages"
          label={label('starter_yield_pages')}
          help={t('catalog.help.starter_yield_pages')}
        />
        <TextInput name="lead_time_days" label={label('lead_time_days')} help={t('catalog.help.lead_time_days')} />
      </Fieldset>
      <Fieldset legend={t('catalog.part.price')} help={t('catalog.help.price')}>
        <TextInput name="price.amount_minor" label={label('price.amount_minor')} />
        <TextInput name="price.currency" label={label('price.currency')} />
      </Fieldset>
      <ChoiceInput
        name="active"
        label={label('active')}
        options={[{ value: 'yes', label: t('catalog.active'), help: t('catalog.help.active') }]}
      />
      <ExternalIdsInput />
      <FormActions submit={submit} onCancel={onCancel} />
    </FormView>
  )
}
