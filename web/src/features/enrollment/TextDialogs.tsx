import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import type { Disconnected } from './enrollmentApi.ts'
import { enrollmentName, expectSilence, expectSilences, hold, noteCall } from './enrollmentApi.ts'

/** Stops the supplies of printers, with the reason, which everybody reads (ASR-16). */
export function HoldDialog({ ids, onDone, onClose }: { ids: string[]; onDone: () => void; onClose: () => void }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const labels = { reason: t('enrollment.field.reason') }
  const form = useForm({
    limits: { reason: limits.HoldBody.reason },
    initial: { reason: '' },
    validate: ({ reason }) => ({ reason: reason.trim() === '' ? t('form.required') : undefined }),
    draft: `enrollment.hold.${ids.length === 1 ? ids[0] : 'several'}`,
    submit: async ({ reason }) => {
      const { changed } = await hold(organizationId, ids, reason.trim(), key)
      onDone()
      onClose()
      toast(t('enrollment.held', { count: changed }))
      await queryClient.invalidateQueries({ queryKey: ['enrollment'] })
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="hold-title">
      <DialogTitle id="hold-title">{t('enrollment.hold_title', { count: ids.length })}</DialogTitle>
      <DialogContent className="stack">
        <p className="muted">{t('enrollment.hold_detail')}</p>
        <FormView form={form} labels={labels} label={t('enrollment.hold')}>
          <TextInput
            name="reason"
            label={labels.reason}
            help={t('enrollment.help.reason')}
            required
            autoFocus
            rows={3}
          />
          <FormActions submit={t('enrollment.hold')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}

/** Somebody called about a printer that is silent. */
export function CallDialog({ printer, onClose }: { printer: Disconnected; onClose: () => void }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const labels = { note: t('enrollment.field.call_note') }
  const form = useForm({
    limits: { note: limits.CallBody.note },
    initial: { note: printer.call_note },
    validate: () => ({}),
    draft: `enrollment.call.${printer.id}`,
    submit: async ({ note }) => {
      await noteCall(organizationId, printer.id, note.trim(), key)
      onClose()
      toast(t('enrollment.call_noted', { name: enrollmentName(printer) }))
      await queryClient.invalidateQueries({ queryKey: ['enrollment', organizationId, 'disconnected'] })
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="call-title">
      <DialogTitle id="call-title">{t('enrollment.call_title', { name: enrollmentName(printer) })}</DialogTitle>
      <DialogContent className="stack">
        {printer.contact_phone !== '' && (
          <p>
            {printer.contact_name} ·{' '}
            <a href={`tel:${printer.contact_phone.replace(/[^+\d]/g, '')}`}>{printer.contact_phone}</a>
          </p>
        )}
        <FormView form={form} labels={labels} label={t('enrollment.call')}>
          <TextInput name="note" label={labels.note} help={t('enrollment.help.call_note')} autoFocus rows={3} />
          <FormActions submit={t('enrollment.call')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}

/** A spare is not expected to report: nobody is told when it is silent (ASR-13). */
export function SilenceDialog({
  ids,
  expected,
  onDone,
  onClose,
}: {
  ids: string[]
  /** As it is now. */
  expected: boolean
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const title = t(expected ? 'enrollment.silence_end' : 'enrollment.silence_begin')
  const labels = { reason: t('enrollment.field.reason') }
  const form = useForm({
    limits: { reason: limits.SilenceBody.reason },
    initial: { reason: '' },
    validate: () => ({}),
    draft: `enrollment.silence.${ids.length === 1 ? ids[0] : 'several'}`,
    submit: async ({ reason }) => {
      const [only] = ids
      if (ids.length === 1 && only !== undefined)
        await expectSilence(organizationId, only, !expected, reason.trim(), key)
      else await expectSilences(organizationId, ids, !expected, reason.trim(), key)
      onDone()
      onClose()
      toast(t(expected ? 'enrollment.silence_ended' : 'enrollment.silence_begun', { count: ids.length }))
      await queryClient.invalidateQueries({ queryKey: ['enrollment'] })
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="silence-title">
      <DialogTitle id="silence-title">{title}</DialogTitle>
      <DialogContent className="stack">
        <p className="muted">{t(expected ? 'enrollment.silence_end_detail' : 'enrollment.silence_begin_detail')}</p>
        <FormView form={form} labels={labels} label={title}>
          <TextInput name="reason" label={labels.reason} autoFocus rows={2} />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
