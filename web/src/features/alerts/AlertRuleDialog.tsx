import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView, RequiredNote, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { OrganizationInput, OrganizationLine, useNewFor } from '../organizations/OrganizationField.tsx'
import { conditions, thresholds } from './alertConditions.ts'
import type { AlertRule, AlertRuleValues } from './alertFields.ts'
import { bodyOf, conditionOf, cooldownOf, mostCooldown, thresholdOf, valuesOf } from './alertFields.ts'
import { AlertPreview } from './AlertPreview.tsx'
import { createAlertRule, findPeople, findSites, readAlertRule, updateAlertRule } from './alertsApi.ts'
import { ManyInput } from './ManyInput.tsx'

/** Adds a rule, or changes one; says what it would have sent. */
export function AlertRuleDialog({ rule, onClose }: { rule: AlertRule | null; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const queryClient = useQueryClient()
  const acting = useOrganizationId()
  const newFor = useNewFor()
  const whose = rule?.organization_id ?? newFor
  const [key] = useState(newIdempotencyKey)
  const title = t(rule ? 'alerts.edit' : 'alerts.new')
  const labels = {
    organization_id: t('organizations.field.organization'),
    name: t('alerts.field.name'),
    condition: t('alerts.field.condition'),
    threshold: t('alerts.field.threshold'),
    cooldown_hours: t('alerts.field.cooldown_hours'),
    site_ids: t('alerts.field.site_ids'),
    models: t('alerts.field.models'),
    user_ids: t('alerts.field.user_ids'),
    addresses: t('alerts.field.addresses'),
  }
  const validate = useMemo(
    () => (values: AlertRuleValues) => {
      const { least, most } = thresholds[conditionOf(values.condition)]
      return {
        organization_id: values.organization_id === '' ? t('form.required') : undefined,
        name: values.name.trim() === '' ? t('form.required') : undefined,
        threshold:
          thresholdOf(values) === undefined
            ? t('alerts.problem.number', { least: format.number(least), most: format.number(most) })
            : undefined,
        cooldown_hours:
          cooldownOf(values) === undefined
            ? t('alerts.problem.number', { least: '0', most: format.number(mostCooldown) })
            : undefined,
      }
    },
    [t, format],
  )
  const form = useForm<AlertRuleValues>({
    limits: limits.AlertRuleInput,
    initial: valuesOf(rule, whose),
    validate,
    draft: `alert_rule.${rule?.id ?? `new.${acting}`}`,
    etag: rule ? etagOf(rule) : undefined,
    reread: rule
      ? async () => {
          const fresh = await readAlertRule(acting, rule.id)
          return { values: valuesOf(fresh.data, whose), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      const body = bodyOf(values, rule?.enabled ?? true)
      if (body === null) return
      if (rule) await updateAlertRule(acting, rule.id, etag, body)
      else await createAlertRule(values.organization_id, body, key)
      await queryClient.invalidateQueries({ queryKey: ['alert-rules'] })
      toast(t('alerts.saved', { name: body.name }))
      onClose()
    },
  })
  const organization = form.values.organization_id
  const condition = conditionOf(form.values.condition)
  // A rule needs a name only to be saved.
  const wanted = bodyOf({ ...form.values, name: form.values.name.trim() === '' ? '-' : form.values.name }, true)
  const people = (rule?.user_ids ?? []).map((value, at) => ({
    value,
    label: rule?.people[at] || t('alerts.gone_person'),
  }))
  const sites = (rule?.site_ids ?? []).map((value, at) => ({
    value,
    label: rule?.sites[at] || t('alerts.deleted_site'),
  }))
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="alert-rule-title">
      <DialogTitle id="alert-rule-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title} conflictTitle={t('alerts.conflict')}>
          <RequiredNote />
          {rule ? <OrganizationLine id={rule.organization_id} /> : <OrganizationInput />}
          <TextInput name="name" label={labels.name} required help={t('alerts.help.name')} />
          <SelectInput
            name="condition"
            label={labels.condition}
            options={conditions.map((value) => ({ value, label: t(`alerts.condition.${value}`) }))}
          />
          <TextInput
            name="threshold"
            label={labels.threshold}
            required
            help={t(`alerts.help.threshold.${condition}`)}
          />
          {organization !== '' && (
            <>
              <ManyInput
                key={`sites-${organization}`}
                name="site_ids"
                label={labels.site_ids}
                help={t('alerts.help.site_ids')}
                of={['sites', organization]}
                load={(search, signal) => findSites(organization, search, signal)}
                chosen={sites}
              />
              <TextInput name="models" label={labels.models} rows={2} help={t('alerts.help.models')} />
              <ManyInput
                key={`people-${organization}`}
                name="user_ids"
                label={labels.user_ids}
                help={t('alerts.help.user_ids')}
                of={['alert-people', organization]}
                load={(search, signal) => findPeople(organization, search, signal)}
                chosen={people}
              />
            </>
          )}
          <TextInput name="addresses" label={labels.addresses} rows={2} help={t('alerts.help.addresses')} />
          <TextInput
            name="cooldown_hours"
            label={labels.cooldown_hours}
            required
            help={t('alerts.help.cooldown_hours')}
          />
          {organization !== '' && wanted !== null && <AlertPreview organizationId={organization} rule={wanted} />}
          <FormActions submit={rule ? t('common.save') : t('alerts.new')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}

export default AlertRuleDialog
