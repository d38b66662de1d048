import { Button, Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SupplyOrder } from '../../api/types.ts'
import { useAllowed, useOrganizationId, useSession } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Panel } from '../../ui/Panel.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import { assignOrder, handlersQuery, orderQuery } from './ordersApi.ts'

/** Who of the operator's people works on an order; they take it, or give it to somebody (ORD-3). */
export function OrderAssignee({ order, etag }: { order: SupplyOrder; etag: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const { email } = useSession().user
  const problemText = useProblemText()
  const open = !['delivered', 'returned', 'cancelled'].includes(order.state)
  const mayAssign = useAllowed('assignSupplyOrder') && open
  const handlers = useQuery({ ...handlersQuery(organizationId), enabled: mayAssign })
  const [assigning, setAssigning] = useState(false)
  const [busy, setBusy] = useState(false)
  // Whoever only acts for a customer is none of the operator's people.
  const mayTake = mayAssign && order.assignee !== email && handlers.data?.items.some((one) => one.email === email)
  const take = async () => {
    setBusy(true)
    try {
      await assignOrder(organizationId, order.id, etag, email)
      toast(t('orders.desk.taken'))
    } catch (error) {
      const { title, detail } = problemText(error)
      toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
    } finally {
      setBusy(false)
      await queryClient.invalidateQueries({ queryKey: ['supply-orders'] })
    }
  }
  return (
    <Panel
      title={t('orders.desk.work')}
      id="assignee"
      aside={
        mayAssign && (
          <Button size="small" onClick={() => setAssigning(true)}>
            {t('orders.desk.assign')}
          </Button>
        )
      }
    >
      <div className="stack">
        <p className="break">
          <Breakable text={order.assignee || t('orders.desk.nobody')} />
        </p>
        {mayTake && (
          <div>
            <BusyButton variant="outlined" busy={busy} onClick={() => void take()}>
              {t('orders.desk.take')}
            </BusyButton>
          </div>
        )}
      </div>
      {assigning && <AssignOrderDialog order={order} etag={etag} onClose={() => setAssigning(false)} />}
    </Panel>
  )
}

function AssignOrderDialog({ order, etag, onClose }: { order: SupplyOrder; etag: string; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const handlers = useQuery(handlersQuery(organizationId))
  const title = t('orders.desk.assign')
  const labels = { assignee: t('orders.column.assignee') }
  const form = useForm({
    initial: { assignee: order.assignee },
    validate: () => ({}),
    draft: `supply_order.assign.${order.id}`,
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...orderQuery(organizationId, order.id), staleTime: 0 })
      return { values: { assignee: fresh.data.assignee }, etag: fresh.etag ?? '' }
    },
    submit: async ({ assignee }, seen) => {
      await assignOrder(organizationId, order.id, seen, assignee)
      await queryClient.invalidateQueries({ queryKey: ['supply-orders'] })
      toast(t('orders.desk.saved'))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="assign-order-title">
      <DialogTitle id="assign-order-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title}>
          <OrganizationLine id={order.organization_id} />
          <SelectInput
            name="assignee"
            label={labels.assignee}
            options={[
              { value: '', label: t('orders.desk.nobody') },
              ...(handlers.data?.items ?? []).map(({ email, name }) => ({
                value: email,
                label: name ? t('orders.desk.person', { name, email }) : email,
              })),
            ]}
          />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
