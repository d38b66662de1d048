import { OutlinedInput } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { PackagePlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { wasAnswered } from '../../api/problem.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { wholeNumber } from '../../lib/typedNumbers.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { inkOf } from '../printers/ink.ts'
import { isQuantity } from './orderParts.ts'
import styles from './orders.module.css'
import type { OfferedItem, SupplyOffer } from './ordersApi.ts'
import { addToCart, offersQuery } from './ordersApi.ts'
import { mostOffers } from './ordersSearch.ts'
import { Sections } from './Sections.tsx'

const keyOf = (offer: SupplyOffer, item: OfferedItem): string =>
  [offer.printer_id, item.supply_slot, item.item.id ?? ''].join(' ')

const nameOf = (offer: SupplyOffer): string => [offer.printer_model, offer.printer_serial_number].join(' ')

/** What can be ordered for several printers: one page, one way into the cart (PRN-4, ORD-2). */
export function ManyOffers({ printerIds }: { printerIds: string[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const mayOrder = useAllowed('addToSupplyCart')
  const offers = useQuery(offersQuery(organizationId, printerIds.slice(0, mostOffers)))
  const [typed, setTyped] = useState<Record<string, string>>({})
  const [key, setKey] = useState(newIdempotencyKey)
  const items = offers.data?.items ?? []
  const orderable = items.flatMap((offer) =>
    offer.hold_reason ? [] : offer.items.filter((item) => !item.covered).map((item) => ({ offer, item })),
  )
  const wished = orderable.filter(({ offer, item }) => (typed[keyOf(offer, item)] ?? '').trim() !== '')
  const wrong = new Set(
    wished
      .filter(({ offer, item }) => !isQuantity(typed[keyOf(offer, item)], offer.most_of_item))
      .map(({ offer, item }) => keyOf(offer, item)),
  )
  const lines = wished
    .map(({ offer, item }) => ({
      printer_id: offer.printer_id,
      supply_slot: item.supply_slot,
      ...(item.item.id ? { item_id: item.item.id } : {}),
      quantity: wholeNumber(typed[keyOf(offer, item)] ?? '') ?? 0,
    }))
    .filter(({ quantity }) => quantity > 0)
  const ready = lines.length > 0 && lines.length <= mostOffers && wrong.size === 0
  const add = useMutation({
    mutationFn: () => addToCart(organizationId, lines, key),
    onSettled: (_added, error) => {
      if (error === null || wasAnswered(error)) setKey(newIdempotencyKey())
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['supply-cart'] })
      toast(t('orders.new.added'))
      await navigate({ to: '/supply-orders/cart' })
    },
  })
  if (offers.isPending) return <PageLoading />
  if (offers.isError) return <Problem error={offers.error} onRetry={() => void offers.refetch()} />
  return (
    <>
      <PageHead
        title={t('orders.new.title')}
        above={
          <Crumb to="/supply-orders" here={t('orders.new.title')}>
            {t('orders.title')}
          </Crumb>
        }
        context={t('orders.new.for_many', { count: items.length })}
      />
      <Sections />
      <form
        className={`stack ${styles.narrow}`}
        noValidate
        aria-label={t('orders.new.items')}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) add.mutate()
        }}
      >
        {printerIds.length > mostOffers && (
          <Note tone="warning">{t('orders.new.most_printers', { count: mostOffers })}</Note>
        )}
        {items.map((offer) => (
          <Panel key={offer.printer_id} title={nameOf(offer)} id={`printer-${offer.printer_id}`} flush>
            {offer.open_orders.length > 0 && (
              <p className="muted small" style={{ padding: '8px 16px 0' }}>
                {t('orders.new.on_its_way')}: {offer.open_orders.map(({ number }) => number).join(', ')}
              </p>
            )}
            {offer.hold_reason ? (
              <Note tone="warning">
                <span className="break">
                  {t('orders.new.on_hold', { reason: offer.hold_reason, service_desk: offer.service_desk })}
                </span>
              </Note>
            ) : offer.items.length === 0 ? (
              <Empty icon={<PackagePlus size={22} />} title={t('orders.new.no_items')}>
                {t('orders.new.no_items_detail', { service_desk: offer.service_desk })}
              </Empty>
            ) : (
              <ul>
                {offer.items.map((item) => {
                  const itsKey = keyOf(offer, item)
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
                        {(item.covered || !item.item.id) && (
                          <div className="small muted">
                            {item.covered ? t('orders.new.comes_by_itself') : t('orders.new.generic')}
                          </div>
                        )}
                        {wrong.has(itsKey) && (
                          <div className="small" role="alert">
                            {t('orders.pieces_most', { most: offer.most_of_item })}
                          </div>
                        )}
                      </div>
                      {mayOrder && !item.covered && (
                        <OutlinedInput
                          type="number"
                          value={typed[itsKey] ?? ''}
                          error={wrong.has(itsKey)}
                          inputProps={{
                            'aria-label': t('orders.new.quantity_for', {
                              name: item.item.name,
                              printer: nameOf(offer),
                            }),
                            min: 0,
                            max: offer.most_of_item,
                          }}
                          onChange={(event) => setTyped({ ...typed, [itsKey]: event.target.value })}
                        />
                      )}
                    </li>
                  )
                })}
              </ul>
            )}
          </Panel>
        ))}
        {add.isError && <ProblemLine error={add.error} />}
        {mayOrder && orderable.length > 0 && (
          <p>
            <BusyButton type="submit" variant="contained" busy={add.isPending || !ready}>
              {t('orders.new.add')}
            </BusyButton>
          </p>
        )}
      </form>
    </>
  )
}
