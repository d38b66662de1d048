import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { SearchInput, SelectInput } from '../../ui/form/Choosers.tsx'
import { ChoiceInput, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { wholeNumber } from '../../lib/typedNumbers.ts'
import { OrganizationInput, OrganizationLine, useNewFor } from '../organizations/OrganizationField.tsx'
import { printerName } from '../printers/printersApi.ts'
import type { RuleBody, SparesRule } from './shelfApi.ts'
import { createRule, readRule, updateRule } from './shelfApi.ts'

const scopes = ['all', 'model', 'site', 'printer'] as const
const mostSpares = 20

interface RuleValues {
  [key: string]: unknown
  organization_id: string
  scope: string
  manufacturer: string
  model: string
  site_id: string
  printer_id: string
  part_number: string
  /** As typed. */
  spares_kept: string
  together: string[]
}

const scopeOf = (rule: SparesRule | null): string =>
  rule?.printer_id ? 'printer' : rule?.site_id ? 'site' : rule?.model ? 'model' : 'all'

const valuesOf = (rule: SparesRule | null, newFor: string): RuleValues => ({
  organization_id: rule?.organization_id ?? newFor,
  scope: scopeOf(rule),
  manufacturer: rule?.manufacturer ?? '',
  model: rule?.model ?? '',
  site_id: rule?.site_id ?? '',
  printer_id: rule?.printer_id ?? '',
  part_number: rule?.part_number ?? '',
  spares_kept: String(rule?.spares_kept ?? 1),
  together: rule?.together ? ['yes'] : [],
})

const bodyOf = (values: RuleValues): RuleBody => ({
  manufacturer: values.scope === 'model' ? values.manufacturer.trim() : '',
  model: values.scope === 'model' ? values.model.trim() : '',
  site_id: values.scope === 'site' ? values.site_id : undefined,
  printer_id: values.scope === 'printer' ? values.printer_id : undefined,
  part_number: values.part_number.trim(),
  spares_kept: wholeNumber(values.spares_kept) ?? 0,
  together: values.scope !== 'printer' && values.together.length > 0,
})

/** How many spares are kept where: a new rule, or one that is in the list. */
export function RuleDialog({ rule, onClose }: { rule: SparesRule | null; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const acting = useOrganizationId()
  const newFor = useNewFor()
  const [key] = useState(newIdempotencyKey)
  const title = t(rule ? 'shelf.spares.edit' : 'shelf.spares.new')
  const labels = {
    organization_id: t('organizations.field.organization'),
    scope: t('shelf.spares.field.scope'),
    manufacturer: t('printers.column.manufacturer'),
    model: t('printers.column.model'),
    site_id: t('shelf.field.site_id'),
    printer_id: t('shelf.spares.field.printer_id'),
    part_number: t('shelf.spares.field.part_number'),
    spares_kept: t('shelf.spares.field.spares_kept'),
    together: t('shelf.spares.field.together'),
  }
  const validate = useMemo(
    () => (values: RuleValues) => {
      const needed = (name: keyof RuleValues & string, of: string) =>
        values.scope === of && String(values[name]).trim() === '' ? t('form.required') : undefined
      const kept = wholeNumber(values.spares_kept)
      return {
        organization_id: values.organization_id === '' ? t('form.required') : undefined,
        manufacturer: needed('manufacturer', 'model'),
        model: needed('model', 'model'),
        site_id: needed('site_id', 'site'),
        printer_id: needed('printer_id', 'printer'),
        spares_kept: kept === undefined || kept > mostSpares ? t('shelf.spares.problem.most') : undefined,
      }
    },
    [t],
  )
  const form = useForm<RuleValues>({
    limits: limits.SparesRuleInput,
    initial: valuesOf(rule, newFor),
    validate,
    draft: `spares_rule.${rule?.id ?? 'new'}`,
    etag: rule ? etagOf(rule) : undefined,
    reread: rule
      ? async () => {
          const fresh = await readRule(acting, rule.id)
          return { values: valuesOf(fresh.data, newFor), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      if (rule) await updateRule(acting, rule.id, etag, bodyOf(values))
      else await createRule(values.organization_id, bodyOf(values), key)
      await queryClient.invalidateQueries({ queryKey: ['spares-rules'] })
      toast(t('shelf.spares.saved'))
      onClose()
    },
  })
  const { organization_id, scope } = form.values
  const words = (name: string, value: unknown): string | undefined =>
    name === 'scope'
      ? scopes.filter((one) => one === value).map((one) => t(`shelf.spares.scope.${one}`))[0]
      : name === 'together'
        ? t(Array.isArray(value) && value.length > 0 ? 'shelf.spares.together' : 'shelf.spares.apart')
        : name === 'site_id' && value === rule?.site_id
          ? rule?.site_name
          : name === 'printer_id' && value === rule?.printer_id
            ? rule?.printer_name
            : undefined
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="rule-title">
      <DialogTitle id="rule-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title} conflictTitle={t('shelf.spares.conflict')} words={words}>
          {rule ? <OrganizationLine id={rule.organization_id} /> : <OrganizationInput />}
          <SelectInput
            name="scope"
            label={labels.scope}
            options={scopes.map((value) => ({ value, label: t(`shelf.spares.scope.${value}`) }))}
          />
          {scope === 'model' && (
            <>
              <TextInput name="manufacturer" label={labels.manufacturer} required />
              <TextInput name="model" label={labels.model} required />
            </>
          )}
          {scope === 'site' && organization_id !== '' && (
            <SearchInput
              key={organization_id}
              name="site_id"
              label={labels.site_id}
              required
              chosenLabel={rule?.site_name || undefined}
              of={['sites', organization_id]}
              load={async (search, signal) =>
                (
                  await body(
                    api.GET('/api/v1/sites', { params: { query: { organization_id, search, limit: 50 } }, signal }),
                  )
                ).items.map((item) => ({ value: item.id, label: item.name }))
              }
            />
          )}
          {scope === 'printer' && organization_id !== '' && (
            <SearchInput
              key={organization_id}
              name="printer_id"
              label={labels.printer_id}
              required
              chosenLabel={rule?.printer_name || undefined}
              of={['printers', organization_id]}
              load={async (search, signal) =>
                (
                  await body(
                    api.GET('/api/v1/printers', { params: { query: { organization_id, search, limit: 50 } }, signal }),
                  )
                ).items.map((item) => ({
                  value: item.id,
                  label: [printerName(item), item.serial_number].filter(Boolean).join(' '),
                }))
              }
            />
          )}
          <TextInput name="part_number" label={labels.part_number} help={t('shelf.spares.help.part_number')} />
          <TextInput name="spares_kept" label={labels.spares_kept} required help={t('shelf.spares.help.spares_kept')} />
          {scope !== 'printer' && (
            <ChoiceInput
              name="together"
              label={labels.together}
              options={[{ value: 'yes', label: t('shelf.spares.together'), help: t('shelf.spares.help.together') }]}
            />
          )}
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
