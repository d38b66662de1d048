import { Button, Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Lock, MessageSquare } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import type { SupplyOrder } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Lines } from '../../ui/Loading.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine, useActsForSeveral } from '../organizations/OrganizationField.tsx'
import styles from './orders.module.css'
import { commentOrder, noteOrder, orderCommentsQuery } from './ordersApi.ts'

/** What the customer and the operator say to each other about an order, and the operator's people among themselves. */
export function OrderComments({ order }: { order: SupplyOrder }) {
  const { t } = useTranslation()
  const mayComment = useAllowed('commentSupplyOrder')
  const mayNote = useAllowed('noteSupplyOrder')
  const [noting, setNoting] = useState(false)
  return (
    <Panel
      title={t('orders.desk.title')}
      id="comments"
      aside={
        mayNote && (
          <Button size="small" startIcon={<Lock size={16} />} onClick={() => setNoting(true)}>
            {t('orders.desk.note')}
          </Button>
        )
      }
    >
      <div className="stack">
        <Said order={order} />
        {mayComment && <CommentForm order={order} />}
      </div>
      {noting && <NoteDialog order={order} onClose={() => setNoting(false)} />}
    </Panel>
  )
}

function Said({ order }: { order: SupplyOrder }) {
  const { t } = useTranslation()
  const comments = useInfiniteQuery(orderCommentsQuery(useOrganizationId(), order.id))
  if (comments.isPending) return <Lines count={2} />
  if (comments.isError) return <Problem error={comments.error} onRetry={() => void comments.refetch()} />
  const items = comments.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <p className="muted">{t('orders.desk.none')}</p>
  return (
    <>
      <Timeline
        entries={items.map(({ id, at, author, text, internal }) => ({
          id,
          at,
          icon: internal ? <Lock size={14} /> : <MessageSquare size={14} />,
          tone: internal ? 'warning' : 'neutral',
          title: (
            <span className={styles.said}>
              <Breakable text={text} />
            </span>
          ),
          detail: <Breakable text={internal ? `${author} · ${t('orders.desk.internal')}` : author} />,
        }))}
      />
      {comments.hasNextPage && (
        <div>
          <Button variant="outlined" onClick={() => void comments.fetchNextPage()}>
            {t('orders.desk.older')}
          </Button>
        </div>
      )}
    </>
  )
}

function CommentForm({ order }: { order: SupplyOrder }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const several = useActsForSeveral()
  const [key, setKey] = useState(newIdempotencyKey)
  const labels = { text: t('orders.desk.text') }
  const form = useForm({
    limits: limits.SupplyOrderWords,
    initial: { text: '' },
    validate: ({ text }) => ({ text: text.trim() === '' ? t('form.required') : undefined }),
    draft: `supply_order.comment.${order.id}`,
    submit: async ({ text }) => {
      await commentOrder(organizationId, order.id, text, key)
      setKey(newIdempotencyKey())
      await queryClient.invalidateQueries({ queryKey: ['supply-orders', organizationId, 'comments', order.id] })
      toast(t('orders.desk.sent'))
      return { values: { text: '' }, etag: '' }
    },
  })
  return (
    <FormView form={form} labels={labels} label={labels.text}>
      {several && <OrganizationLine id={order.organization_id} />}
      <TextInput name="text" label={labels.text} required rows={2} help={t('orders.desk.help')} />
      <FormActions submit={t('orders.desk.send')} />
    </FormView>
  )
}

/** For the operator's people only: the customer never reads it. */
function NoteDialog({ order, onClose }: { order: SupplyOrder; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const title = t('orders.desk.note')
  const labels = { text: t('orders.desk.note_text') }
  const form = useForm({
    limits: limits.SupplyOrderWords,
    initial: { text: '' },
    validate: ({ text }) => ({ text: text.trim() === '' ? t('form.required') : undefined }),
    draft: `supply_order.note.${order.id}`,
    submit: async ({ text }) => {
      await noteOrder(organizationId, order.id, text, key)
      await queryClient.invalidateQueries({ queryKey: ['supply-orders', organizationId, 'comments', order.id] })
      toast(t('orders.desk.note_saved'))
      onClose()
    },
  })
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="order-note-title">
      <DialogTitle id="order-note-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title}>
          <OrganizationLine id={order.organization_id} />
          <TextInput name="text" label={labels.text} required rows={3} help={t('orders.desk.note_help')} />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
