import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SupplyOrder } from '../../api/types.ts'
import { useOrganizationId } from '../../app/session.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import type { OrderStep, StepInput } from './ordersApi.ts'
import { takeStep } from './ordersApi.ts'

/** One step of fulfilment with what it needs: carrier and tracking number, or a reason (ORD-3). */
export function OrderStepDialog({ order, step, onClose }: { order: SupplyOrder; step: OrderStep; onClose: () => void }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const labels = { carrier: t('orders.carrier'), tracking_number: t('orders.tracking'), note: t(step === 'cancel' ? 'orders.reason' : 'orders.note') }
  const validate = useMemo(
    () => (values: StepInput) => ({
      carrier: step === 'ship' && values.carrier.trim() === '' ? t('form.required') : undefined,
      note: step === 'cancel' && values.note.trim() === '' ? t('form.required') : undefined,
    }),
    [step, t],
  )
  const form = useForm<StepInput & Record<string, unknown>>({
    initial: { carrier: '', tracking_number: '', note: '' },
    validate,
    draft: `order.${order.id}.${step}`,
    submit: async (values) => {
      await takeStep(organizationId, order, step, { carrier: values.carrier.trim(), tracking_number: values.tracking_number.trim(), note: values.note.trim() })
      await queryClient.invalidateQueries({ queryKey: ['supply-orders'] })
      toast(t(`orders.step_done.${step}`, { number: order.number }))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="xs" fullWidth aria-labelledby="step-title">
      <DialogTitle id="step-title">{t(`orders.step_title.${step}`, { number: order.number })}</DialogTitle>
      <DialogContent className="stack">
        <p className="muted">{t(`orders.step_detail.${step}`)}</p>
        <FormView form={form} labels={labels} label={t(`orders.step.${step}`)}>
          {step === 'ship' && (
            <>
              <TextInput name="carrier" label={labels.carrier} required autoFocus maxLength={100} />
              <TextInput name="tracking_number" label={labels.tracking_number} mono maxLength={100} />
            </>
          )}
          {(step === 'cancel' || step === 'back_order') && <TextInput name="note" label={labels.note} required={step === 'cancel'} rows={3} autoFocus />}
          <FormActions submit={t(`orders.step.${step}`)} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
