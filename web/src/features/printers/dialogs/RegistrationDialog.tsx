import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../../api/client.ts'
import { limits } from '../../../api/limits.ts'
import type { Printer } from '../../../api/types.ts'
import { useOrganizationId } from '../../../lib/session.tsx'
import { SelectInput } from '../../../ui/form/Choosers.tsx'
import { FormActions, FormView, TextInput } from '../../../ui/form/Fields.tsx'
import { useForm } from '../../../ui/form/useForm.ts'
import { toast } from '../../../ui/Toasts.tsx'
import { etagOf } from '../../../ui/useDelete.ts'
import { printerQuery } from '../printersApi.ts'

type Problem = Printer['registration_problem']
const problems: Problem[] = ['none', 'serial_missing', 'serial_registered_elsewhere', 'model_unknown']
const valuesOf = (printer: Printer) => ({ problem: printer.registration_problem as string, reason: '' })

/** What the operator has learned of the back office (PRN-6). */
export function RegistrationDialog({ printer, onClose }: { printer: Printer; onClose: () => void }) {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const queryClient = useQueryClient()
  const labels = { problem: t('printers.column.registration'), reason: t('printer.registration_why') }
  const words = (problem: Problem): string =>
    problem === 'none' ? t('printers.registration.registered') : t(`printers.registration_problem.${problem}`)
  const form = useForm({
    limits: limits.PrinterRegistrationBody,
    initial: valuesOf(printer),
    validate: ({ reason }) => ({ reason: reason.trim() === '' ? t('form.required') : undefined }),
    draft: `printer_registration.${printer.id}`,
    etag: etagOf(printer),
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...printerQuery(organization_id, printer.id), staleTime: 0 })
      return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async ({ problem, reason }, etag) => {
      await body(
        api.PUT('/api/v1/printers/{printer_id}/registration', {
          params: { path: { printer_id: printer.id }, query: { organization_id }, header: { 'If-Match': etag } },
          body: { problem: problem as Problem, reason: reason.trim() },
        }),
      )
      await queryClient.invalidateQueries({ queryKey: ['printers'] })
      toast(t('printer.registration_saved'))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="registration-title">
      <DialogTitle id="registration-title">{t('printer.set_registration')}</DialogTitle>
      <DialogContent>
        <FormView
          form={form}
          labels={labels}
          label={t('printer.set_registration')}
          words={(name, value) => (name === 'problem' ? words(value as Problem) : undefined)}
        >
          <SelectInput
            name="problem"
            label={labels.problem}
            options={problems.map((problem) => ({ value: problem, label: words(problem) }))}
          />
          <TextInput name="reason" label={labels.reason} help={t('printer.registration_why_help')} required rows={3} />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
