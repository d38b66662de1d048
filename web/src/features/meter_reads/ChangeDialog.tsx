import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { now } from '../../lib/now.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useWord } from '../../lib/useWord.ts'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { Fieldset, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import type { PrinterMeters } from './meterReadsApi.ts'
import { newestMetersQuery, recordChange } from './meterReadsApi.ts'
import type { ChangeValues } from './readForm.ts'
import { changeBody, emptyChange, wrongChange } from './readForm.ts'

const reasons = ['board_replaced', 'wrapped', 'other'] as const

/** The operator records that counters go on from other values: a board was replaced, a counter began anew (MTR-2). */
export function ChangeDialog({ printerId, onClose }: { printerId: string; onClose: () => void }) {
  const { t } = useTranslation()
  const newest = useQuery({ ...newestMetersQuery(useOrganizationId(), printerId), refetchOnWindowFocus: false })
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="change-title">
      <DialogTitle id="change-title">{t('meter_reads.record_change')}</DialogTitle>
      <DialogContent>
        {newest.isPending ? (
          <Lines count={4} />
        ) : newest.isError ? (
          <Problem error={newest.error} onRetry={() => void newest.refetch()} />
        ) : (
          <ChangeForm printer={newest.data} onClose={onClose} />
        )}
      </DialogContent>
    </Dialog>
  )
}

function ChangeForm({ printer, onClose }: { printer: PrinterMeters; onClose: () => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = useWord()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const today = new Date(now()).toISOString().slice(0, 10)
  const { meters } = printer
  const kind = (place: number) => word(`meter.kind.${meters[place]?.kind ?? ''}`)
  const labels = {
    ...Object.fromEntries(
      meters.flatMap((_meter, place) => [
        [`meters.${place}.ended`, t('meter_reads.field.ended', { kind: kind(place) })],
        [`meters.${place}.began`, t('meter_reads.field.began', { kind: kind(place) })],
      ]),
    ),
    reason: t('meter_reads.field.reason'),
    changed_on: t('meter_reads.field.changed_on'),
    description: t('meter_reads.field.description'),
  }
  const form = useForm<ChangeValues>({
    limits: { description: limits.MeterChangeInput.description },
    initial: emptyChange(meters),
    validate: (values) =>
      Object.fromEntries(
        Object.entries(wrongChange(meters, values, today)).map(([name, problem]) => [
          name,
          problem === 'required' ? t('form.required') : t(`meter_reads.problem.${problem}`, { previous: '' }),
        ]),
      ),
    draft: `meter_change.${printer.printer_id}`,
    submit: async (values) => {
      await recordChange(organizationId, printer.printer_id, changeBody(meters, values, today), key)
      await queryClient.invalidateQueries({ queryKey: ['meter-reads'] })
      await queryClient.invalidateQueries({ queryKey: ['printers'] })
      toast(t('meter_reads.change_recorded'))
      onClose()
    },
  })
  return (
    <FormView form={form} labels={labels} label={t('meter_reads.record_change')}>
      <p className="muted">{t('meter_reads.change_detail')}</p>
      {meters.map((meter, place) => (
        <Fieldset key={meter.kind} legend={kind(place)}>
          <TextInput
            name={`meters.${place}.ended`}
            label={labels[`meters.${place}.ended` as 'reason'] ?? ''}
            help={
              typeof meter.value === 'number'
                ? t('meter_reads.help.shown', { value: format.number(meter.value) })
                : undefined
            }
          />
          <TextInput name={`meters.${place}.began`} label={labels[`meters.${place}.began` as 'reason'] ?? ''} />
        </Fieldset>
      ))}
      <SelectInput
        name="reason"
        label={labels.reason}
        options={reasons.map((value) => ({ value, label: t(`meter_reads.reason.${value}`) }))}
      />
      <TextInput name="changed_on" type="date" label={labels.changed_on} help={t('meter_reads.help.read_on')} />
      <TextInput name="description" label={labels.description} rows={2} />
      <FormActions submit={t('meter_reads.record_change')} onCancel={onClose} />
    </FormView>
  )
}
