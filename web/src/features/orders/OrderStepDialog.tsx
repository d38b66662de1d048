import { Button, Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../api/limits.ts'
import { newIdempotencyKey } from '../../api/client.ts'
import { ApiError } from '../../api/problem.ts'
import type { OrderLine, SupplyOrder } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { wholeNumber } from '../../lib/typedNumbers.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { ChoiceInput, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { notSaved, useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import type { OrderChange } from './orderLines.ts'
import { orderChanges, pieces, printersOf } from './orderLines.ts'
import type { Shipment } from './orderParts.ts'
import { isQuantity, leftOf, partsOf } from './orderParts.ts'
import styles from './orders.module.css'
import type { OrderStep, StepInput } from './ordersApi.ts'
import { OrganizationLine, useActsForSeveral } from '../organizations/OrganizationField.tsx'
import { carriersQuery, orderQuery, takeStep } from './ordersApi.ts'

/** One step of fulfilment with what it needs: carrier and tracking number, or a reason (ORD-3). */
const stepLimits = { ...limits.ShipmentBody }

export type DialogStep = Exclude<OrderStep, 'replace_item'> | 'withdraw'

const withReason = new Set<DialogStep>(['cancel', 'back_order', 'reject', 'return', 'withdraw'])
const withPieces = new Set<DialogStep>(['ship', 'cancel', 'return'])

interface StepValues extends StepInput, Record<string, unknown> {
  /** Of each line: how many pieces. */
  pieces: Record<string, string>
  /** The lines of a back order. */
  chosen: string[]
}

export function OrderStepDialog({
  order,
  etag,
  step,
  shipment,
  onClose,
}: {
  order: SupplyOrder
  etag: string
  step: DialogStep
  /** The one that arrives or comes back. */
  shipment?: Shipment | undefined
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
  const possible = step === 'withdraw' ? seen.order.may_withdraw : seen.order.possible_actions.includes(step)
  const carriers = useQuery({ ...carriersQuery(organizationId), enabled: step === 'ship' })
  const lines = useMemo(
    () => seen.order.lines.filter((line) => leftOf(line, step, shipment) > 0),
    [seen.order, step, shipment],
  )
  const inPieces = withPieces.has(step) && lines.length > 0
  const labels: Record<string, string> = {
    carrier: t('orders.carrier'),
    tracking_number: t('orders.tracking'),
    note: t('orders.reason'),
    expected_on: t('orders.expected_on'),
    chosen: t('orders.lines'),
    ...Object.fromEntries(
      lines.map((line) => [
        `pieces.${line.id}`,
        t('orders.pieces_of', { name: line.item.name, printer: line.printer_serial_number || line.printer_model }),
      ]),
    ),
  }
  const validate = useMemo(
    () => (values: StepValues) => ({
      carrier: step === 'ship' && values.carrier.trim() === '' ? t('form.required') : undefined,
      note: withReason.has(step) && values.note.trim() === '' ? t('form.required') : undefined,
      chosen: step === 'back_order' && values.chosen.length === 0 ? t('form.required') : undefined,
      ...Object.fromEntries(
        (inPieces ? lines : []).map((line, at) => {
          const most = leftOf(line, step, shipment)
          const none = at === 0 && lines.every(({ id }) => (wholeNumber(values.pieces[id] ?? '') ?? 0) === 0)
          return [
            `pieces.${line.id}`,
            !isQuantity(values.pieces[line.id], most)
              ? t('orders.pieces_most', { most })
              : none
                ? t('orders.pieces_none')
                : undefined,
          ]
        }),
      ),
    }),
    [step, t, lines, inPieces, shipment],
  )
  const form = useForm<StepValues>({
    limits: stepLimits,
    initial: {
      carrier: '',
      tracking_number: '',
      pieces: Object.fromEntries(lines.map((line) => [line.id, String(leftOf(line, step, shipment))])),
      chosen: lines.map(({ id }) => id),
      expected_on: '',
      note: '',
    },
    validate,
    draft: `order.${order.id}.${step}${shipment ? `.${shipment.id}` : ''}`,
    submit: async (values) => {
      const left = (line: OrderLine) => leftOf(line, step, shipment)
      const parts =
        step === 'back_order'
          ? values.chosen.length === lines.length
            ? undefined
            : values.chosen.map((line_id) => ({ line_id, quantity: 1 }))
          : inPieces
            ? partsOf(lines, values.pieces, left)
            : undefined
      try {
        await takeStep(
          organizationId,
          seen.order,
          seen.etag,
          { step, shipmentId: shipment?.id, lines: parts },
          {
            carrier: values.carrier.trim(),
            tracking_number: values.tracking_number.trim(),
            note: values.note.trim(),
            expected_on: values.expected_on,
          },
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
              <TextInput
                name="carrier"
                label={t('orders.carrier')}
                required
                autoFocus
                suggestions={carriers.data?.items.map(({ name }) => name) ?? []}
              />
              <TextInput name="tracking_number" label={t('orders.tracking')} mono />
            </>
          )}
          {inPieces &&
            lines.map((line) => (
              <TextInput
                key={line.id}
                type="number"
                name={`pieces.${line.id}`}
                label={labels[`pieces.${line.id}`] ?? ''}
                help={t('orders.pieces_left', { left: leftOf(line, step, shipment) })}
              />
            ))}
          {step === 'back_order' && (
            <>
              <ChoiceInput
                name="chosen"
                label={t('orders.lines')}
                required
                options={lines.map((line) => ({
                  value: line.id,
                  label: t('orders.line_words', {
                    quantity: format.number(leftOf(line, step, shipment)),
                    name: line.item.name,
                  }),
                  help: [line.printer_model, line.printer_serial_number].join(' '),
                }))}
              />
              <TextInput type="date" name="expected_on" label={t('orders.expected_on')} />
            </>
          )}
          {withReason.has(step) && <TextInput name="note" label={t('orders.reason')} required rows={3} autoFocus />}
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
