import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { wasAnswered } from '../../api/problem.ts'
import { limits } from '../../api/limits.ts'
import { wholeNumber } from '../../lib/typedNumbers.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import { isQuantity } from './orderParts.ts'
import type { SupplyOffer } from './ordersApi.ts'
import { placeExtraOrder } from './ordersApi.ts'

const most = 999

/** The operator orders for a large print job: the estimate stays as it is (ASR-11). */
export function ExtraOrderDialog({ offer, onClose }: { offer: SupplyOffer; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const organizationId = useOrganizationId()
  const [key, setKey] = useState(newIdempotencyKey)
  const title = t('orders.extra.title')
  const labels = {
    item: t('orders.column.item'),
    quantity: t('orders.extra.quantity'),
    reason: t('orders.extra.reason'),
    job_on: t('orders.extra.job_on'),
  }
  const form = useForm({
    limits: { reason: limits.ExtraOrderBody.reason },
    initial: { item: '', quantity: '1', reason: '', job_on: '' },
    validate: ({ item, quantity, reason }) => ({
      item: item === '' ? t('form.required') : undefined,
      quantity:
        isQuantity(quantity, most) && wholeNumber(quantity) !== 0 ? undefined : t('orders.pieces_most', { most }),
      reason: reason.trim() === '' ? t('form.required') : undefined,
    }),
    draft: `order.extra.${offer.printer_id}`,
    submit: async ({ item, quantity, reason, job_on }) => {
      const chosen = offer.items[Number(item)]
      if (!chosen) return
      try {
        const { items } = await placeExtraOrder(
          organizationId,
          {
            printer_id: offer.printer_id,
            lines: [
              {
                supply_slot: chosen.supply_slot,
                ...(chosen.item.id ? { item_id: chosen.item.id } : {}),
                quantity: wholeNumber(quantity) ?? 0,
              },
            ],
            reason: reason.trim(),
            ...(job_on ? { job_on } : {}),
          },
          key,
        )
        await queryClient.invalidateQueries({ queryKey: ['supply-orders'] })
        toast(t('orders.cart.placed', { count: items.length }))
        onClose()
        const first = items[0]
        if (first) await navigate({ to: '/supply-orders/$orderId', params: { orderId: first.id } })
      } catch (error) {
        if (wasAnswered(error)) setKey(newIdempotencyKey())
        throw error
      }
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="xs" fullWidth aria-labelledby="extra-title">
      <DialogTitle id="extra-title">{title}</DialogTitle>
      <DialogContent className="stack">
        <OrganizationLine id={offer.organization_id} />
        <p className="muted">{t('orders.extra.detail')}</p>
        <FormView form={form} labels={labels} label={title}>
          <SelectInput
            name="item"
            label={labels.item}
            required
            options={offer.items.map((item, at) => ({
              value: String(at),
              label: [item.item.part_number, item.item.name].filter(Boolean).join(' · '),
            }))}
          />
          <TextInput type="number" name="quantity" label={labels.quantity} required />
          <TextInput name="reason" label={labels.reason} required rows={3} />
          <TextInput type="date" name="job_on" label={labels.job_on} help={t('orders.extra.job_on_help')} />
          <FormActions submit={t('orders.extra.submit')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
