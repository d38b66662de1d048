import { Checkbox, Dialog, DialogContent, DialogTitle, FormControlLabel } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import { ApiError, wasAnswered } from '../../api/problem.ts'
import type { OrderLine, SupplyOrder } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { SearchInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView } from '../../ui/form/Fields.tsx'
import { notSaved, useForm } from '../../ui/form/useForm.ts'
import { Note } from '../../ui/Note.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import { orderQuery, replaceItem } from './ordersApi.ts'

/** Says which item is sent for a line: what a generic one is, or another one than was ordered (ORD-2). */
export function ReplaceItemDialog({
  order,
  etag,
  line,
  onClose,
}: {
  order: SupplyOrder
  etag: string
  line: OrderLine
  onClose: () => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key, setKey] = useState(newIdempotencyKey)
  // The catalog does not have the item for the model: whoever sends it says that it is the right one.
  const [unfitting, setUnfitting] = useState(false)
  const [accepted, setAccepted] = useState(false)
  const title = t('orders.replace.title', { name: line.item.name })
  const labels = { item_id: t('orders.replace.item') }
  const form = useForm({
    initial: { item_id: '' },
    validate: ({ item_id }) => ({ item_id: item_id === '' ? t('form.required') : undefined }),
    draft: `order.${order.id}.item.${line.id}`,
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...orderQuery(organizationId, order.id), staleTime: 0 })
      return { values: { item_id: '' }, etag: fresh.etag ?? '' }
    },
    submit: async ({ item_id }, seen) => {
      try {
        await replaceItem(organizationId, { order_id: order.id, line_id: line.id }, seen, item_id, accepted, key)
      } catch (error) {
        if (wasAnswered(error)) setKey(newIdempotencyKey())
        if (!(error instanceof ApiError) || error.code !== 'item_does_not_fit') throw error
        setUnfitting(true)
        return notSaved
      }
      await queryClient.invalidateQueries({ queryKey: ['supply-orders'] })
      toast(t('orders.replace.done'))
      onClose()
      return undefined
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="xs" fullWidth aria-labelledby="replace-title">
      <DialogTitle id="replace-title">{title}</DialogTitle>
      <DialogContent className="stack">
        <OrganizationLine id={order.organization_id} />
        <p className="muted">
          {t('orders.replace.detail', { printer: [line.printer_model, line.printer_serial_number].join(' ') })}
        </p>
        <FormView form={form} labels={labels} label={title}>
          <SearchInput
            name="item_id"
            label={labels.item_id}
            required
            of={['catalog-items', organizationId]}
            load={async (search, signal) =>
              (
                await body(
                  api.GET('/api/v1/catalog-items', {
                    params: { query: { organization_id: organizationId, limit: 50, search: search || undefined } },
                    signal,
                  }),
                )
              ).items.map((item) => ({ value: item.id, label: `${item.part_number} · ${item.name}` }))
            }
          />
          {unfitting && (
            <Note tone="warning">
              {t('orders.replace.unfitting', { model: line.printer_model })}
              <FormControlLabel
                control={<Checkbox checked={accepted} onChange={(event) => setAccepted(event.target.checked)} />}
                label={t('orders.replace.accept')}
              />
            </Note>
          )}
          <FormActions submit={t('orders.replace.submit')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
