import { OutlinedInput } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ShoppingCart, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { ApiError, wasAnswered } from '../../api/problem.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { wholeNumber } from '../../lib/typedNumbers.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyIconButton } from '../../ui/BusyButton.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { SearchInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView, RequiredNote, TextInput } from '../../ui/form/Fields.tsx'
import { notSaved, useForm } from '../../ui/form/useForm.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem, useProblemText } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { contactListName } from '../contacts/contactsApi.ts'
import { inkOf } from '../printers/ink.ts'
import styles from './orders.module.css'
import type { Cart, CartLine } from './ordersApi.ts'
import { cartQuery, changeCartLine, placeOrders, removeCartLine } from './ordersApi.ts'
import { Sections } from './Sections.tsx'

/** What one is about to order for several printers, then where it goes, and the order (ORD-2). */
export function CartPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const cart = useQuery(cartQuery(organizationId))
  if (cart.isPending) return <PageLoading />
  if (cart.isError) return <Problem error={cart.error} onRetry={() => void cart.refetch()} />
  const { data, etag } = cart.data
  return (
    <>
      <PageHead title={t('orders.cart.title')} context={t('orders.cart.context')} />
      <Sections />
      <div className={`stack ${styles.narrow}`}>
        {data.lines.length === 0 ? (
          <Empty
            icon={<ShoppingCart size={22} />}
            title={t('orders.cart.empty')}
            action={
              <LinkButton variant="contained" to="/printers">
                {t('orders.new.to_printers')}
              </LinkButton>
            }
          >
            {t('orders.new.choose_detail')}
          </Empty>
        ) : (
          <>
            <Panel
              title={t('orders.cart.lines', { count: Number(data.pieces), pieces: format.number(Number(data.pieces)) })}
              id="cart"
              flush
            >
              <ul>
                {data.lines.map((line) => (
                  <Line key={line.id} line={line} />
                ))}
              </ul>
            </Panel>
            <Checkout cart={data} etag={etag ?? ''} />
          </>
        )}
      </div>
    </>
  )
}

function Line({ line }: { line: CartLine }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const problemText = useProblemText()
  const [typed, setTyped] = useState<string | null>(null)
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['supply-cart'] })
  const refused = (error: unknown) => {
    const { title, detail } = problemText(error)
    toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
  }
  const change = useMutation({
    mutationFn: (quantity: number) => changeCartLine(organizationId, line.id, quantity),
    onSettled: async () => {
      await refresh()
      setTyped(null)
    },
    onError: refused,
  })
  const remove = useMutation({
    mutationFn: () => removeCartLine(organizationId, line.id),
    onSuccess: async () => {
      await refresh()
      toast(t('orders.cart.removed', { name: line.item.name }))
    },
    onError: refused,
  })
  const save = () => {
    if (typed === null) return
    const quantity = wholeNumber(typed) ?? 0
    if (quantity >= 1 && quantity !== line.quantity) change.mutate(quantity)
    else setTyped(null)
  }
  return (
    <li className={styles.cartLine}>
      <div className={styles.cartWords}>
        <div className="row wrap">
          {line.item.colorant && <span className={styles.dot} data-ink={inkOf(line.item.colorant)} aria-hidden />}
          <strong className="break">{line.item.name}</strong>
          <span className="mono muted">
            <Breakable text={line.item.part_number} />
          </span>
        </div>
        <div className="small">
          <Link to="/printers/$printerId" params={{ printerId: line.printer_id }}>
            {[line.printer_model, line.printer_serial_number].filter(Boolean).join(' ') || t('orders.cart.printer')}
          </Link>{' '}
          <span className="muted">
            {[line.printer_location, line.site_name, line.contact_name].filter(Boolean).join(' · ')}
          </span>
        </div>
        {line.problem !== '' && (
          <div className="small" role="alert">
            <Note tone="warning">{line.problem_title}</Note>
          </div>
        )}
      </div>
      <OutlinedInput
        className={styles.cartQuantity ?? ''}
        type="number"
        value={typed ?? String(line.quantity)}
        readOnly={change.isPending}
        inputProps={{ 'aria-label': t('orders.new.quantity_of', { name: line.item.name }), min: 1, max: 999 }}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save()
        }}
      />
      <BusyIconButton
        aria-label={t('orders.cart.remove', { name: line.item.name })}
        busy={remove.isPending}
        onClick={() => remove.mutate()}
      >
        <Trash2 size={18} />
      </BusyIconButton>
    </li>
  )
}

/** Who an order goes to: a contact for each order, as many orders as there are sites and contacts. */
const ordersOf = (cart: Cart, contact: string): number =>
  new Set(cart.lines.map((line) => `${line.site_name} ${contact || (line.contact_id ?? '')}`)).size

function Checkout({ cart, etag }: { cart: Cart; etag: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const organizationId = useOrganizationId()
  const [key, setKey] = useState(newIdempotencyKey)
  const without = cart.lines.some((line) => line.contact_name === '')
  const labels = {
    contact_id: t('orders.cart.contact'),
    desired_on: t('orders.desired_on'),
    comment: t('orders.comment'),
  }
  const form = useForm({
    limits: { comment: limits.CheckoutBody.comment },
    initial: { contact_id: '', desired_on: '', comment: '' },
    validate: ({ contact_id }) => ({
      contact_id: without && contact_id === '' ? t('form.required') : undefined,
    }),
    draft: `supply_cart.${organizationId}`,
    submit: async ({ contact_id, desired_on, comment }) => {
      try {
        const { items } = await placeOrders(
          organizationId,
          etag,
          {
            comment: comment.trim(),
            ...(contact_id ? { contact_id } : {}),
            ...(desired_on ? { desired_on } : {}),
          },
          key,
        )
        await queryClient.invalidateQueries({ queryKey: ['supply-orders'] })
        toast(t('orders.cart.placed', { count: items.length }))
        const only = items.length === 1 ? items[0] : undefined
        if (only) await navigate({ to: '/supply-orders/$orderId', params: { orderId: only.id } })
        else await navigate({ to: '/supply-orders' })
        await queryClient.invalidateQueries({ queryKey: ['supply-cart'] })
        return undefined
      } catch (error) {
        if (wasAnswered(error)) setKey(newIdempotencyKey())
        // Another window changed or placed it: what it holds now is shown, nothing was ordered.
        if (!(error instanceof ApiError) || error.status !== 412) throw error
        await queryClient.invalidateQueries({ queryKey: ['supply-cart'] })
        toast(t('orders.cart.changed'), { tone: 'problem' })
        return notSaved
      }
    },
  })
  const orders = ordersOf(cart, form.values.contact_id)
  return (
    <Panel title={t('orders.cart.checkout')} id="checkout">
      <FormView form={form} labels={labels} label={t('orders.cart.checkout')}>
        <RequiredNote />
        <SearchInput
          name="contact_id"
          label={labels.contact_id}
          required={without}
          help={t(without ? 'orders.cart.contact_missing' : 'orders.cart.contact_help')}
          of={['contacts', organizationId]}
          load={async (search, signal) =>
            (
              await body(
                api.GET('/api/v1/contacts', {
                  params: { query: { organization_id: organizationId, limit: 50, search: search || undefined } },
                  signal,
                }),
              )
            ).items.map((contact) => ({ value: contact.id, label: contactListName(contact) }))
          }
        />
        <TextInput type="date" name="desired_on" label={labels.desired_on} />
        <TextInput name="comment" label={labels.comment} rows={3} />
        <Facts
          items={[
            [t('orders.cart.summary_items'), format.number(Number(cart.pieces))],
            [
              t('orders.cart.summary_printers'),
              format.number(new Set(cart.lines.map(({ printer_id }) => printer_id)).size),
            ],
            [t('orders.cart.summary_orders'), t('orders.cart.orders', { count: orders })],
          ]}
        />
        <FormActions submit={t('orders.cart.place')} />
      </FormView>
    </Panel>
  )
}
