import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { wholeNumber } from '../../lib/typedNumbers.ts'
import { FormActions, FormView, RequiredNote, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import type { StatementLine } from './statementsApi.ts'
import { correctLine, readLine } from './statementsApi.ts'

const typed = (value: number | null | undefined): string => (typeof value === 'number' ? String(value) : '')

const valuesOf = (line: Pick<StatementLine, 'start_value' | 'end_value' | 'reason'>) => ({
  start_value: typed(line.start_value),
  end_value: typed(line.end_value),
  reason: line.reason,
})

/** Start and end of a line as a person says, with the reason. */
export function CorrectDialog({ line, onClose }: { line: StatementLine; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const labels = {
    start_value: t('statements.column.start'),
    end_value: t('statements.column.end'),
    reason: t('statements.field.reason'),
  }
  const form = useForm({
    limits: { reason: limits.StatementCorrection.reason },
    initial: valuesOf(line),
    validate: (values) => {
      const start = wholeNumber(values.start_value)
      const end = wholeNumber(values.end_value)
      return {
        start_value: start === undefined ? t('statements.problem.whole_number') : undefined,
        end_value:
          end === undefined
            ? t('statements.problem.whole_number')
            : start !== undefined && end + line.adjustment < start
              ? t('statements.problem.before_start')
              : undefined,
        reason: values.reason.trim() === '' ? t('form.required') : undefined,
      }
    },
    draft: `statement_line.${line.id}`,
    etag: etagOf(line),
    // Somebody else corrected it meanwhile: both are shown.
    reread: async () => {
      const fresh = await readLine(organizationId, line.id)
      return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async (values, etag) => {
      const start = wholeNumber(values.start_value)
      const end = wholeNumber(values.end_value)
      await correctLine(organizationId, line.id, etag, {
        ...(start === line.start_value ? {} : { start_value: start }),
        // One of both is said: what stays as it is counts as agreed.
        ...(end === line.end_value && start !== line.start_value ? {} : { end_value: end }),
        reason: values.reason.trim(),
      })
      await queryClient.invalidateQueries({ queryKey: ['statements'] })
      toast(t('statements.corrected_toast'))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="correct-title">
      <DialogTitle id="correct-title">{t('statements.correct')}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={t('statements.correct')}>
          <p>
            {line.manufacturer} {line.model} <span className="mono">{line.serial_number}</span> · {line.meter_group}
          </p>
          <RequiredNote />
          <TextInput name="start_value" label={labels.start_value} required />
          <TextInput name="end_value" label={labels.end_value} required />
          <TextInput name="reason" label={labels.reason} help={t('statements.help.reason')} rows={2} required />
          <FormActions submit={t('statements.correct')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
