import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { Check, CircleDot, PackageCheck, PackageX, Send, Truck } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SupplyOrder } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../app/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age, When } from '../../ui/Age.tsx'
import { CopyText } from '../../ui/CopyText.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Crumb, Facts, PageLoading, Panel } from '../../ui/Parts.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { inkOf } from '../../ui/SupplyBar.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { Why } from '../../ui/Why.tsx'
import { OrderState, useReasonFigures } from './OrderParts.tsx'
import { OrderStepDialog } from './OrderStepDialog.tsx'
import type { OrderStep } from './ordersApi.ts'
import { orderHistoryQuery, orderQuery } from './ordersApi.ts'
import styles from './orders.module.css'

const stateIcons: Record<string, ReactNode> = { submitted: <Send size={14} />, confirmed: <Check size={14} />, shipped: <Truck size={14} />, delivered: <PackageCheck size={14} />, cancelled: <PackageX size={14} /> }

/** One order: its lines with the sentence that explains each, where it goes, how far it is. */
export function OrderPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const { orderId } = useParams({ strict: false }) as { orderId: string }
  const organizationId = useOrganizationId()
  const mayFulfil = useAllowed('confirmSupplyOrder')
  const order = useQuery(orderQuery(organizationId, orderId))
  const history = useQuery(orderHistoryQuery(organizationId, orderId))
  const figures = useReasonFigures(format)
  const [step, setStep] = useState<OrderStep | null>(null)
  if (order.isPending) return <PageLoading />
  if (order.isError) return <Problem error={order.error} onRetry={() => void order.refetch()} />
  const { data } = order.data
  const steps = mayFulfil ? data.possible_actions : []
  const [first, ...others] = steps
  return (
    <>
      <PageHead
        title={t('orders.order', { number: data.number })}
        above={<Crumb to="/supply-orders">{t('orders.title')}</Crumb>}
        context={
          <span className="row wrap">
            <OrderState state={data.state} pill />
            <span>
              {t(`orders.source.${data.source}`)} · <Age at={data.ordered_at} />
            </span>
          </span>
        }
        primary={
          first && (
            <Button variant="contained" onClick={() => setStep(first)}>
              {t(`orders.step.${first}`)}
            </Button>
          )
        }
      >
        <ActionMenu label={t('orders.more')} actions={others.map((other) => ({ id: other, label: t(`orders.step.${other}`), onClick: () => setStep(other) }))} />
      </PageHead>
      <div className={styles.layout}>
        <div className="stack">
          <Panel title={t('orders.lines', { count: data.lines.length })} id="lines" flush>
            <ul>
              {data.lines.map((line) => (
                <li key={line.id} className={styles.line}>
                  <span className={styles.quantity}>{t('orders.quantity', { quantity: format.number(line.quantity) })}</span>
                  <div className={styles.item}>
                    <div className="row wrap">
                      {line.item.colorant && <span className={styles.dot} data-ink={inkOf(line.item.colorant)} aria-hidden />}
                      <strong className="break">{line.item.name}</strong>
                      <span className="mono muted">{line.item.part_number}</span>
                    </div>
                    <div className="small">
                      <Link to="/printers/$printerId" params={{ printerId: line.printer_id }}>
                        {line.printer_model}
                      </Link>{' '}
                      <span className="mono muted">{line.printer_serial_number}</span>
                      {line.printer_location && <span className="muted"> · {line.printer_location}</span>}
                    </div>
                    <div className="small muted">
                      {line.reason.sentence} <Why sentence={line.reason.sentence} what={line.item.name} figures={figures(line.reason.args)} />
                    </div>
                  </div>
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={t('orders.shipments')} id="shipments">
            {data.shipments.length === 0 ? (
              <p className="muted">{t('orders.no_shipments')}</p>
            ) : (
              <ul className="stack">
                {data.shipments.map((shipment) => (
                  <li key={shipment.id}>
                    <Facts
                      items={[
                        [t('orders.carrier'), shipment.carrier],
                        [t('orders.tracking'), shipment.tracking_number ? <CopyText text={shipment.tracking_number} mono /> : null],
                        [t('orders.shipped'), <When at={shipment.shipped_at} />],
                        [t('orders.delivered'), <When at={shipment.delivered_at} />],
                      ]}
                    />
                  </li>
                ))}
              </ul>
            )}
          </Panel>
        </div>
        <div className="stack">
          <Panel title={t('orders.delivery')} id="delivery">
            <Delivery order={data} />
          </Panel>
          <Panel title={t('orders.history')} id="history">
            <Timeline
              entries={[...(history.data?.items ?? [])].reverse().map((event, index) => ({
                id: String(index),
                at: event.at,
                icon: stateIcons[event.action] ?? <CircleDot size={14} />,
                tone: event.action === 'delivered' ? 'ok' : event.action === 'on_back_order' ? 'warning' : 'neutral',
                title: t(`orders.state.${event.action as SupplyOrder['state']}`),
                detail: [event.actor || t('orders.by_platen'), event.note].filter(Boolean).join(' · '),
              }))}
            />
          </Panel>
        </div>
      </div>
      {step && <OrderStepDialog order={data} step={step} onClose={() => setStep(null)} />}
    </>
  )
}

function Delivery({ order }: { order: SupplyOrder }) {
  const format = useFormat()
  const { contact } = order
  const { address } = contact
  const lines = [
    [contact.first_name, contact.last_name].filter(Boolean).join(' '),
    contact.company,
    address.street1,
    address.street2,
    address.street3,
    [address.building, address.floor, address.room].filter(Boolean).join(', '),
    [address.postal_code, address.city].filter(Boolean).join(' '),
    address.state,
    address.country ? format.country(address.country) : '',
  ].filter(Boolean)
  return (
    <address className={styles.address}>
      {lines.map((line, index) => (
        <div key={index} className="break">
          {index === 0 ? <strong>{line}</strong> : line}
        </div>
      ))}
      {contact.email && <div className="muted break">{contact.email}</div>}
    </address>
  )
}
