import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId, useSession } from '../../lib/session.tsx'
import { usePreferences } from '../../lib/preferences.ts'
import { browserTimeZone } from '../../lib/useFormat.ts'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { ChoiceInput, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import { viewsQuery } from '../views/viewsApi.ts'
import type { Report, ReportValues, Start } from './reportFields.ts'
import { addressesOf, everies, formats, inputOf, sources, valuesOf } from './reportFields.ts'
import { createReport, readReport, updateReport } from './reportsApi.ts'

interface Props {
  /** null: a new one. */
  report: Report | null
  start?: Start
  onClose: () => void
}

const hours = Array.from({ length: 24 }, (_, hour) => String(hour))

/** Schedules a list or a report, or changes what is scheduled (RPT-1). */
export default function ReportDialog({ report, start = {}, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const session = useSession()
  const { timeZone: ownZone } = usePreferences()
  const [key] = useState(newIdempotencyKey)
  const labels = {
    name: t('reports.field.name'),
    source: t('reports.field.source'),
    view_id: t('reports.field.view_id'),
    format: t('reports.field.format'),
    every: t('reports.field.every'),
    first_on: t('reports.field.first_on'),
    hour: t('reports.field.hour'),
    recipients: t('reports.field.recipients'),
    enabled: t('reports.field.enabled'),
  }
  const title = report ? t('reports.edit') : t('reports.new')
  const filters = report?.filters ?? start.filters ?? ''
  const timeZone = report?.time_zone ?? ownZone ?? browserTimeZone()
  const initial = valuesOf(report, start, session.user.email)
  const form = useForm<ReportValues>({
    limits: limits.ReportInput,
    initial,
    validate: (values) => ({
      name: values.name.trim() === '' ? t('form.required') : undefined,
      first_on: values.first_on === '' ? t('form.required') : undefined,
      recipients: addressesOf(values.recipients).length === 0 ? t('form.required') : undefined,
    }),
    draft: `report.${report?.id ?? `new.${start.source ?? 'list'}`}`,
    etag: report ? etagOf(report) : undefined,
    reread: report
      ? async () => {
          const fresh = await readReport(organizationId, report.id)
          return { values: valuesOf(fresh.data, {}, ''), etag: fresh.etag ?? '' }
        }
      : undefined,
    submit: async (values, etag) => {
      const input = inputOf(values, values.source === initial.source ? filters : '', timeZone)
      if (report) await updateReport(organizationId, report.id, etag, input)
      else await createReport(organizationId, input, key)
      await queryClient.invalidateQueries({ queryKey: ['reports'] })
      toast(t('reports.saved', { name: input.name }))
      onClose()
    },
  })
  const source = sources.find((one) => one === form.values.source) ?? 'printers'
  const views = useQuery({
    ...viewsQuery(organizationId, source === 'cartridge_report' ? 'cartridges' : source),
    enabled: source !== 'cartridge_report',
  }).data
  const words = (name: string, value: unknown): string | undefined => {
    if (typeof value !== 'string') return undefined
    if (name === 'source') return t(`reports.source.${sources.find((one) => one === value) ?? 'printers'}`)
    if (name === 'every') return t(`reports.every.${everies.find((one) => one === value) ?? 'week'}`)
    if (name === 'view_id') return views?.find(({ id }) => id === value)?.name
    return undefined
  }
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="report-title">
      <DialogTitle id="report-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title} conflictTitle={t('reports.conflict')} words={words}>
          <OrganizationLine id={report?.organization_id ?? organizationId} />
          <TextInput name="name" label={labels.name} required autoFocus />
          <SelectInput
            name="source"
            label={labels.source}
            options={sources.map((value) => ({ value, label: t(`reports.source.${value}`) }))}
          />
          {source !== 'cartridge_report' && (
            <SelectInput
              name="view_id"
              label={labels.view_id}
              help={t('reports.help.view_id')}
              options={[
                { value: '', label: t(filters === '' ? 'reports.no_view' : 'reports.as_filtered') },
                ...(views ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
          <SelectInput
            name="format"
            label={labels.format}
            help={form.values.format === 'pdf' ? t('reports.help.pdf') : undefined}
            options={formats.map((value) => ({ value, label: value.toUpperCase() }))}
          />
          <SelectInput
            name="every"
            label={labels.every}
            options={everies.map((value) => ({ value, label: t(`reports.every.${value}`) }))}
          />
          <TextInput type="date" name="first_on" label={labels.first_on} required help={t('reports.help.first_on')} />
          <SelectInput
            name="hour"
            label={labels.hour}
            help={t('reports.help.hour', { zone: timeZone })}
            options={hours.map((value) => ({ value, label: `${value.padStart(2, '0')}:00` }))}
          />
          <TextInput
            name="recipients"
            label={labels.recipients}
            help={t('reports.help.recipients')}
            required
            rows={3}
          />
          <ChoiceInput
            name="enabled"
            label={labels.enabled}
            options={[{ value: 'yes', label: t('reports.is_enabled') }]}
          />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
