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
import { decide } from './mpsExpressApi.ts'

/** Does not take printers into MPS Express, or takes them out of it: with the reason, which the customer reads (MPX-5, MPX-6). */
export function ReasonDialog({
  decision,
  ids,
  onDone,
  onClose,
}: {
  decision: 'reject' | 'remove'
  ids: string[]
  onDone: () => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const count = ids.length
  const labels = { reason: t('mps_express.column.reason') }
  const form = useForm({
    limits: { reason: limits.ReasonedMpsMembershipsBody.reason },
    initial: { reason: '' },
    validate: ({ reason }) => ({ reason: reason.trim() === '' ? t('form.required') : undefined }),
    draft: `mps_express.${decision}.${count === 1 ? ids[0] : 'several'}`,
    submit: async ({ reason }) => {
      const decided = await decide(organizationId, decision, ids, reason.trim(), key)
      onDone()
      onClose()
      toast(t(`mps_express.decided.${decision}`, { count: decided }))
      await Promise.all(['printers', 'mps-express'].map((each) => queryClient.invalidateQueries({ queryKey: [each] })))
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="reason-title">
      <DialogTitle id="reason-title">{t(`mps_express.decide_title.${decision}`, { count })}</DialogTitle>
      <DialogContent className="stack">
        <p className="muted">{t(`mps_express.decide_detail.${decision}`, { count })}</p>
        <FormView form={form} labels={labels} label={t(`mps_express.decision.${decision}`)}>
          <TextInput
            name="reason"
            label={labels.reason}
            help={t('mps_express.help.reason')}
            required
            autoFocus
            rows={3}
          />
          <FormActions submit={t(`mps_express.decision.${decision}`)} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
