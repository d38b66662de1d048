import { Button, Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { ApiError } from '../../api/problem.ts'
import type { SupplyOrder } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { notSaved, useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import type { OrderChange } from './orderLines.ts'
import { orderChanges, pieces, printersOf } from './orderLines.ts'
import styles from './orders.module.css'
import type { OrderStep, StepInput } from './ordersApi.ts'
import { OrganizationLine, useActsForSeveral } from '../organizations/OrganizationField.tsx'
import { orderQuery, takeStep } from './ordersApi.ts'

/** One step of fulfilment with what it needs: carrier and tracking number, or a reason (ORD-3). */
export function OrderStepDialog({
  order,
  etag,
  step,
  onClose,
}: {
  order: SupplyOrder
  etag: string
  step: OrderStep
  onClose: () => void
}) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const several = useActsForSeveral()
  const format = useFormat()
  // What the person read when the dialog opened, whatever the page behind it loads meanwhile.
  const [seen, setSeen] = useState({ order, etag, key: newIdempotencyKey() })
  const [changes, setChanges] = useState<OrderChange[] | null>(null)
  const possible = seen.order.possible_actions.includes(step)
  const labels = { carrier: t('orders.carrier'), tracking_number: t('orders.tracking'), note: t('orders.reason') }
  const validate = useMemo(
    () => (values: StepInput) => ({
      carrier: step === 'ship' && values.carrier.trim() === '' ? t('form.required') : undefined,
      note: (step === 'cancel' || step === 'back_order') && values.note.trim() === '' ? t('form.required') : undefined,
    }),
    [step, t],
  )
  const form = useForm<StepInput & Record<string, unknown>>({
    initial: { carrier: '', tracking_number: '', note: '' },
    validate,
    draft: `order.${order.id}.${step}`,
    submit: async (values) => {
      try {
        await takeStep(
          organizationId,
          seen.order,
          seen.etag,
          step,
          { carrier: values.carrier.trim(), tracking_number: values.tracking_number.trim(), note: values.note.trim() },
          seen.key,
        )
      } catch (error) {
        // Somebody else was faster, or it goes elsewhere now: show what changed and let the person decide (412).
        if (!(error instanceof ApiError) || error.status !== 412) throw error
        const fresh = await queryClient.fetchQuery({ ...orderQuery(organizationId, order.id), staleTime: 0 })
        setChanges(
          orderChanges(seen.order, fresh.data, {
            state: (state) => t(`orders.state.${state}`),
            country: format.country,
            items: (one) =>
              t('orders.content', { items: format.number(pieces(one)), count: pieces(one), printers: printersOf(one) }),
          }),
        )
        setSeen({ order: fresh.data, etag: fresh.etag ?? '', key: newIdempotencyKey() })
        return notSaved
      }
      await queryClient.invalidateQueries({ queryKey: ['supply-orders'] })
      toast(t(`orders.step_done.${step}`, { number: order.number }))
      onClose()
      return undefined
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="xs" fullWidth aria-labelledby="step-title">
      <DialogTitle id="step-title">{t(`orders.step_title.${step}`, { number: order.number })}</DialogTitle>
      <DialogContent className="stack">
        {several && <OrganizationLine id={order.organization_id} />}
        <p className="muted">{t(`orders.step_detail.${step}`)}</p>
        {changes && (
          <div className={styles.changes} role="alert">
            <strong>{t('orders.changed')}</strong>
            <p>
              {t(possible ? 'orders.changed_detail' : 'orders.changed_impossible', {
                state: t(`orders.state.${seen.order.state}`),
              })}
            </p>
            {changes.length > 0 && (
              <dl>
                {changes.map((change) => (
                  <div key={change.what}>
                    <dt>{t(`orders.change.${change.what}`)}</dt>
                    <dd>
                      <del>{change.before}</del> <ins>{change.now}</ins>
                    </dd>
                  </div>
                ))}
              </dl>
            )}
          </div>
        )}
        <FormView form={form} labels={labels} label={t(`orders.step.${step}`)}>
          {step === 'ship' && (
            <>
              <TextInput name="carrier" label={labels.carrier} required autoFocus maxLength={100} />
              <TextInput name="tracking_number" label={labels.tracking_number} mono maxLength={100} />
            </>
          )}
          {(step === 'cancel' || step === 'back_order') && (
            <TextInput name="note" label={labels.note} required rows={3} autoFocus />
          )}
          {possible ? (
            <FormActions submit={t(`orders.step.${step}`)} onCancel={onClose} />
          ) : (
            <Button variant="outlined" onClick={onClose}>
              {t('common.close')}
            </Button>
          )}
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
