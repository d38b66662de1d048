import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../../api/client.ts'
import { useOrganizationId } from '../../../lib/session.tsx'
import { FormActions, FormView, TextInput } from '../../../ui/form/Fields.tsx'
import { useForm } from '../../../ui/form/useForm.ts'
import { Note } from '../../../ui/Note.tsx'
import { useProblemText } from '../../../ui/Problem.tsx'
import { toast } from '../../../ui/Toasts.tsx'
import type { ChosenPrinter } from '../printersApi.ts'
import { mostActionsAtOnce } from '../printersApi.ts'

const longest = 255

/** Says where printers stand (PRN-4). It is undone by what each of them had. */
export function LocationDialog({
  printers,
  location = '',
  onClose,
  onSaved,
}: {
  printers: ChosenPrinter[]
  /** As it is now, where it is one printer. */
  location?: string
  onClose: () => void
  onSaved?: () => void
}) {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const [key] = useState(newIdempotencyKey)
  const count = printers.length
  const set = async (printer_ids: string[], wanted: string, idempotencyKey: string) => {
    const result = await body(
      api.POST('/api/v1/printers/location-changes', {
        params: { query: { organization_id }, header: { 'Idempotency-Key': idempotencyKey } },
        body: { printer_ids, location: wanted },
      }),
    )
    await queryClient.invalidateQueries({ queryKey: ['printers'] })
    return result
  }
  const giveBack = useMutation({
    mutationFn: async (before: Array<{ location: string; printer_ids: string[] }>) => {
      for (const each of before) await set(each.printer_ids, each.location, newIdempotencyKey())
    },
    onSuccess: () => toast(t('printers.location_undone')),
    onError: (error) => {
      const { title, detail } = problemText(error)
      toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
    },
  })
  const labels = { location: t('printers.column.location') }
  const title = t('printers.location_title', { count })
  const form = useForm({
    initial: { location },
    validate: (values) => ({
      location:
        count > mostActionsAtOnce
          ? t('printers.most_actions', { count: mostActionsAtOnce })
          : [...values.location].length > longest
            ? t('printers.location_too_long', { count: longest })
            : undefined,
    }),
    draft: `printer.location.${printers.map(({ id }) => id).join('.')}`.slice(0, 200),
    submit: async (values) => {
      const result = await set(
        printers.map(({ id }) => id),
        values.location,
        key,
      )
      toast(t('printers.location_saved', { count: result.changed }), {
        ...(result.changed > 0 && { undo: () => giveBack.mutate(result.before) }),
      })
      onSaved?.()
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="location-title">
      <DialogTitle id="location-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title}>
          <TextInput name="location" label={labels.location} help={t('printers.location_help')} autoFocus />
          {count > 1 && <Note>{t('printers.location_many', { count })}</Note>}
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}

export default LocationDialog
