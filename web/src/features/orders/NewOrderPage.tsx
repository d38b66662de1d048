import { Button, OutlinedInput } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { PackagePlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { wasAnswered } from '../../api/problem.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { wholeNumber } from '../../lib/typedNumbers.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { inkOf } from '../printers/ink.ts'
import { ExtraOrderDialog } from './ExtraOrderDialog.tsx'
import { pieces } from './orderLines.ts'
import { isQuantity } from './orderParts.ts'
import styles from './orders.module.css'
import type { OfferedItem, SupplyOffer } from './ordersApi.ts'
import { addToCart, offerQuery } from './ordersApi.ts'
import { ManyOffers } from './ManyOffers.tsx'
import { newOrderSearch } from './ordersSearch.ts'
import { OrderState } from './OrderState.tsx'
import { Sections } from './Sections.tsx'

/** What can be ordered for a printer; what is on its way already comes first (ORD-1, ORD-2). */
export function NewOrderPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const raw: Record<string, unknown> = useSearch({ strict: false })
  const { printer_id, printer_ids } = newOrderSearch(raw)
  const offer = useQuery({ ...offerQuery(organizationId, printer_id ?? ''), enabled: printer_id !== undefined })
  if (printer_ids !== undefined) return <ManyOffers printerIds={printer_ids} />
  if (printer_id === undefined)
    return (
      <>
        <PageHead title={t('orders.new.title')} />
        <Sections />
        <Empty
          icon={<PackagePlus size={22} />}
          title={t('orders.new.choose')}
          action={
            <LinkButton variant="contained" to="/printers">
              {t('orders.new.to_printers')}
            </LinkButton>
          }
        >
          {t('orders.new.choose_detail')}
        </Empty>
      </>
    )
  if (offer.isPending) return <PageLoading />
  if (offer.isError) return <Problem error={offer.error} onRetry={() => void offer.refetch()} />
  return <Offer offer={offer.data} />
}

const keyOf = (item: OfferedItem): string => `${item.supply_slot} ${item.item.id ?? ''}`

function Offer({ offer }: { offer: SupplyOffer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const mayOrder = useAllowed('addToSupplyCart')
  const mayExtra = useAllowed('placeExtraOrder')
  const [typed, setTyped] = useState<Record<string, string>>({})
  const [extra, setExtra] = useState(false)
  const [key, setKey] = useState(newIdempotencyKey)
  const name = [offer.printer_model, offer.printer_serial_number].join(' ')
  const open = (item: OfferedItem): boolean => !item.covered && !offer.hold_reason
  const orderable = offer.items.filter(open)
  const wishes = orderable.filter((item) => (typed[keyOf(item)] ?? '').trim() !== '')
  const wanted = (item: OfferedItem): number => wholeNumber(typed[keyOf(item)] ?? '') ?? 0
  const wrong = wishes.filter((item) => !isQuantity(typed[keyOf(item)], offer.most_of_item))
  const add = useMutation({
    mutationFn: () =>
      addToCart(
        organizationId,
        wishes
          .filter((item) => wanted(item) > 0)
          .map((item) => ({
            printer_id: offer.printer_id,
            supply_slot: item.supply_slot,
            ...(item.item.id ? { item_id: item.item.id } : {}),
            quantity: wanted(item),
          })),
        key,
      ),
    onSettled: (_added, error) => {
      if (error === null || wasAnswered(error)) setKey(newIdempotencyKey())
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['supply-cart'] })
      toast(t('orders.new.added'))
      await navigate({ to: '/supply-orders/cart' })
    },
  })
  const ready = wishes.some((item) => wanted(item) > 0) && wrong.length === 0
  return (
    <>
      <PageHead
        title={t('orders.new.title')}
        above={
          <Crumb to="/supply-orders" here={t('orders.new.title')}>
            {t('orders.title')}
          </Crumb>
        }
        context={<Breakable text={name} />}
      >
        {mayExtra && !offer.hold_reason && (
          <Button variant="outlined" onClick={() => setExtra(true)}>
            {t('orders.extra.start')}
          </Button>
        )}
      </PageHead>
      <Sections />
      <div className={`stack ${styles.narrow}`}>
        <Panel title={t('orders.new.on_its_way')} id="on-its-way">
          {offer.open_orders.length === 0 ? (
            <p className="muted">{t('orders.new.nothing_on_its_way')}</p>
          ) : (
            <ul className="stack">
              {offer.open_orders.map((order) => (
                <li key={order.id} className="row wrap">
                  <Link to="/supply-orders/$orderId" params={{ orderId: order.id }}>
                    {order.number}
                  </Link>
                  <OrderState state={order.state} />
                  <span>
                    {t('orders.new.items_for', {
                      items: format.number(
                        pieces({ lines: order.lines.filter((line) => line.printer_id === offer.printer_id) }),
                      ),
                      names: [
                        ...new Set(
                          order.lines
                            .filter((line) => line.printer_id === offer.printer_id)
                            .map((line) => line.item.name),
                        ),
                      ].join(', '),
                    })}
                  </span>
                  <Age at={order.ordered_at} />
                </li>
              ))}
            </ul>
          )}
        </Panel>
        {offer.hold_reason ? (
          <Note tone="warning">
            <span className="break">
              {t('orders.new.on_hold', { reason: offer.hold_reason, service_desk: offer.service_desk })}
            </span>
          </Note>
        ) : (
          offer.covered && <Note tone="info">{t('orders.new.covered', { service_desk: offer.service_desk })}</Note>
        )}
        {offer.items.length === 0 ? (
          <Empty icon={<PackagePlus size={22} />} title={t('orders.new.no_items')}>
            {t('orders.new.no_items_detail', { service_desk: offer.service_desk })}
          </Empty>
        ) : (
          <form
            noValidate
            aria-label={t('orders.new.items')}
            onSubmit={(event) => {
              event.preventDefault()
              if (ready) add.mutate()
            }}
          >
            <Panel title={t('orders.new.items')} id="items" flush>
              <ul>
                {offer.items.map((item) => {
                  const itsKey = keyOf(item)
                  const label = t('orders.new.quantity_of', { name: item.item.name })
                  const bad = wrong.includes(item)
                  return (
                    <li key={itsKey} className={styles.offer}>
                      <div className={styles.item}>
                        <div className="row wrap">
                          {item.item.colorant && (
                            <span className={styles.dot} data-ink={inkOf(item.item.colorant)} aria-hidden />
                          )}
                          <strong className="break">{item.item.name}</strong>
                          <span className="mono muted">
                            <Breakable text={item.item.part_number} />
                          </span>
                        </div>
                        <div className="small muted">
                          {[
                            item.item.id ? '' : t('orders.new.generic'),
                            item.usual && item.item.id ? t('orders.new.usual') : '',
                            item.item.yield_pages > 0
                              ? t('orders.new.yield', { pages: format.number(item.item.yield_pages) })
                              : '',
                            item.covered ? t('orders.new.comes_by_itself') : '',
                          ]
                            .filter(Boolean)
                            .join(' · ')}
                        </div>
                        {bad && (
                          <div className="small" role="alert">
                            {t('orders.pieces_most', { most: offer.most_of_item })}
                          </div>
                        )}
                      </div>
                      {mayOrder && open(item) && (
                        <OutlinedInput
                          type="number"
                          value={typed[itsKey] ?? ''}
                          error={bad}
                          inputProps={{ 'aria-label': label, min: 0, max: offer.most_of_item }}
                          onChange={(event) => setTyped({ ...typed, [itsKey]: event.target.value })}
                        />
                      )}
                    </li>
                  )
                })}
              </ul>
            </Panel>
            {add.isError && <ProblemLine error={add.error} />}
            {mayOrder && orderable.length > 0 && (
              <p>
                <BusyButton type="submit" variant="contained" busy={add.isPending || !ready}>
                  {t('orders.new.add')}
                </BusyButton>
              </p>
            )}
          </form>
        )}
        <Panel title={t('orders.new.goes_to')} id="goes-to">
          <Facts
            items={[
              [t('orders.column.site'), offer.site_name],
              [t('orders.column.contact'), offer.contact_name || t('orders.new.no_contact')],
            ]}
          />
        </Panel>
      </div>
      {extra && <ExtraOrderDialog offer={offer} onClose={() => setExtra(false)} />}
    </>
  )
}
