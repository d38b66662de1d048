import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  Check,
  CircleDot,
  Merge,
  Package,
  PackageCheck,
  PackageX,
  Send,
  Split,
  Truck,
  Undo2,
  UserPen,
} from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { withColon } from '../../lib/withColon.ts'
import type { OrderEvent, OrderLine, SupplyOrder } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { Age, When } from '../../ui/Age.tsx'
import { CopyButton } from '../../ui/copy/CopyButton.tsx'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { inkOf } from '../printers/ink.ts'
import { Timeline } from '../../ui/Timeline.tsx'
import { Why } from '../../ui/Why.tsx'
import { order as orderThing } from './feature.ts'
import { OrderAssignee } from './OrderAssignee.tsx'
import { OrderComments } from './OrderComments.tsx'
import { OrderExternalIds } from './OrderExternalIds.tsx'
import { byPart, byPrinter, pieces, printersOf, recipientLines } from './orderLines.ts'
import { OrderState } from './OrderState.tsx'
import { useGaugeWords, useReasonFigures } from './reasonFigures.ts'
import type { Shipment } from './orderParts.ts'
import { packedLines, toShip } from './orderParts.ts'
import type { DialogStep } from './OrderStepDialog.tsx'
import { OrderStepDialog } from './OrderStepDialog.tsx'
import { ReplaceItemDialog } from './ReplaceItemDialog.tsx'
import { orderHistoryQuery, orderQuery } from './ordersApi.ts'
import styles from './orders.module.css'
import { Breakable } from '../../ui/Breakable.tsx'
import { ThingProblem } from '../../ui/NotThere.tsx'
import { PaperLinks } from './PaperLinks.tsx'

const stateIcons: Record<string, ReactNode> = {
  submitted: <Send size={14} />,
  confirmed: <Check size={14} />,
  packed: <Package size={14} />,
  shipped: <Truck size={14} />,
  delivered: <PackageCheck size={14} />,
  cancelled: <PackageX size={14} />,
  line_cancelled: <PackageX size={14} />,
  partly_shipped: <Truck size={14} />,
  partly_delivered: <PackageCheck size={14} />,
  returned: <Undo2 size={14} />,
  partly_returned: <Undo2 size={14} />,
  approved: <Check size={14} />,
  rejected: <PackageX size={14} />,
  split_to: <Split size={14} />,
  split_from: <Split size={14} />,
  merged_into: <Merge size={14} />,
  merged_from: <Merge size={14} />,
  redirected: <UserPen size={14} />,
  contact_changed: <UserPen size={14} />,
  assigned: <UserPen size={14} />,
  unassigned: <UserPen size={14} />,
}

/** One order: its lines with the sentence that explains each, where it goes, how far it is. */
export function OrderPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const orderId = usePathId('orderId')
  const organizationId = useOrganizationId()
  const mayFulfil = useAllowed('confirmSupplyOrder')
  const order = useQuery(orderQuery(organizationId, orderId))
  const history = useQuery(orderHistoryQuery(organizationId, orderId))
  const figures = useReasonFigures(format)
  const gauge = useGaugeWords(format)
  const [step, setStep] = useState<{ step: DialogStep; shipment?: Shipment } | null>(null)
  const [replacing, setReplacing] = useState<OrderLine | null>(null)
  if (order.isPending) return <PageLoading />
  if (order.isError) return <ThingProblem thing={orderThing} error={order.error} onRetry={() => void order.refetch()} />
  const { data } = order.data
  const mayReplace = mayFulfil && data.possible_actions.includes('replace_item')
  const mayReturn = data.possible_actions.includes('return')
  const mayDeliver = data.possible_actions.includes('deliver')
  // What is about one line or one shipment stands beside it.
  const steps: DialogStep[] = [
    ...data.possible_actions.filter((each) => each !== 'replace_item' && each !== 'return'),
    ...(data.may_withdraw && !data.possible_actions.includes('cancel') ? (['withdraw'] as const) : []),
  ].sort((one, other) => Number(other === 'approve') - Number(one === 'approve'))
  const [first, ...others] = steps
  const toPack = data.lines.some((line) => toShip(line) > 0)
  return (
    <>
      <PageHead
        title={t('orders.order', { number: data.number })}
        above={
          <Crumb
            to="/supply-orders"
            here={data.number}
            of={{ list: '/api/v1/supply-orders', id: orderId, page: '/supply-orders/$orderId', param: 'orderId' }}
          >
            {t('orders.title')}
          </Crumb>
        }
        context={
          <span className="row wrap">
            <OrderState state={data.state} pill />
            <CopyButton text={data.number} />
            <span>
              {t(`orders.source.${data.source}`)} · <Age at={data.ordered_at} />
            </span>
            {data.ordered_by && <Breakable text={data.ordered_by} />}
            {data.packed_at && (
              <span>
                {t('orders.event.packed')} · <Age at={data.packed_at} />
              </span>
            )}
          </span>
        }
        primary={
          first && (
            <Button variant="contained" onClick={() => setStep({ step: first })}>
              {t(`orders.step.${first}`)}
            </Button>
          )
        }
      >
        <ActionMenu
          label={t('orders.more')}
          actions={others.map((other) => ({
            id: other,
            label: t(`orders.step.${other}`),
            onClick: () => setStep({ step: other }),
          }))}
        />
      </PageHead>
      <div className={styles.layout}>
        <div className="stack">
          {data.merged_into && (
            <Note tone="info">
              {t('orders.merged_into')}{' '}
              <Link to="/supply-orders/$orderId" params={{ orderId: data.merged_into.id }}>
                {t('orders.order', { number: data.merged_into.number })}
              </Link>
            </Note>
          )}
          {data.state === 'awaiting_approval' && (
            <Note tone="warning">
              <strong>{t('orders.waits')}</strong>
              {data.waits_for.map((reason) => (
                <div key={reason.code}>{reason.sentence}</div>
              ))}
            </Note>
          )}
          {data.state_reason && data.state !== 'shipped' && data.state !== 'delivered' && (
            <Note tone="info">
              {t('orders.reason_is')} <Breakable text={data.state_reason} />
            </Note>
          )}
          {(data.comment || data.desired_on) && (
            <Panel title={t('orders.wishes')} id="wishes">
              <Facts
                items={[
                  [
                    t(data.source === 'extra' ? 'orders.extra.reason' : 'orders.comment'),
                    data.comment && <Breakable text={data.comment} />,
                  ],
                  [
                    t(data.source === 'extra' ? 'orders.extra.job_on' : 'orders.desired_on'),
                    data.desired_on && format.day(data.desired_on),
                  ],
                ]}
              />
            </Panel>
          )}
          {data.lines.length > 0 && (
            <Panel
              title={t('orders.content', {
                items: format.number(pieces(data)),
                count: pieces(data),
                printers: printersOf(data),
              })}
              id="lines"
              flush
            >
              {byPrinter(data.lines).map((group) => (
                <section
                  key={group.printer_id}
                  className={styles.group}
                  aria-label={[group.printer_model, group.printer_serial_number].join(' ')}
                >
                  <h3 className={styles.groupHead}>
                    <Link to="/printers/$printerId" params={{ printerId: group.printer_id }}>
                      {group.printer_model}
                    </Link>{' '}
                    <span className="mono muted">
                      <Breakable text={group.printer_serial_number} />
                    </span>
                    {group.printer_location && <span className="muted"> · {group.printer_location}</span>}
                  </h3>
                  <ul>
                    {group.lines.map((line) => (
                      <li key={line.id} className={styles.line}>
                        <span className={styles.quantity}>
                          {t('orders.quantity', { quantity: format.number(line.quantity) })}
                        </span>
                        <div className={styles.item}>
                          <div className="row wrap">
                            {line.item.colorant && (
                              <span className={styles.dot} data-ink={inkOf(line.item.colorant)} aria-hidden />
                            )}
                            <strong className="break">{line.item.name}</strong>
                            <span className="mono muted">
                              <Breakable text={line.item.part_number} />
                            </span>
                            {mayFulfil && (
                              <span className="small muted">
                                {t('orders.line_number', { number: format.number(line.position) })}
                              </span>
                            )}
                          </div>
                          <div className="small muted">
                            {line.reason.sentence}{' '}
                            <Why
                              sentence={line.reason.sentence}
                              what={line.item.name}
                              figures={figures(line.reason.args)}
                            >
                              {gauge(line.reason.args) && <p className="muted small">{gauge(line.reason.args)}</p>}
                            </Why>
                          </div>
                          <LineProgress line={line} />
                          {mayReplace && line.shipped === 0 && toShip(line) > 0 && (
                            <div>
                              <Button size="small" onClick={() => setReplacing(line)}>
                                {t(line.item.id ? 'orders.replace.other' : 'orders.replace.name')}
                              </Button>
                            </div>
                          )}
                        </div>
                      </li>
                    ))}
                  </ul>
                </section>
              ))}
            </Panel>
          )}
          {data.lines.length > 1 && (
            <Panel title={t('orders.by_part')} id="by-part" flush>
              <ul>
                {byPart(data.lines).map((part) => (
                  <li key={part.key} className={styles.line}>
                    <span className={styles.quantity}>
                      {t('orders.quantity', { quantity: format.number(part.quantity) })}
                    </span>
                    <div className={styles.item}>
                      <div className="row wrap">
                        {part.colorant && <span className={styles.dot} data-ink={inkOf(part.colorant)} aria-hidden />}
                        <strong className="break">{part.name}</strong>
                        <span className="mono muted">
                          <Breakable text={part.part_number} />
                        </span>
                      </div>
                      <div className="small muted">{t('orders.for_printers', { count: part.printers })}</div>
                    </div>
                  </li>
                ))}
              </ul>
            </Panel>
          )}
          <Panel title={t('orders.shipments')} id="shipments">
            {data.shipments.length === 0 ? (
              <div className="stack">
                <p className="muted">{t('orders.no_shipments')}</p>
                {toPack && <PaperLinks orderId={data.id} />}
              </div>
            ) : (
              <ul className="stack">
                {toPack && (
                  <li className="stack">
                    <Facts
                      items={[
                        [
                          t('orders.to_ship'),
                          data.lines
                            .filter((line) => toShip(line) > 0)
                            .map((line) =>
                              t('orders.line_words', { quantity: format.number(toShip(line)), name: line.item.name }),
                            )
                            .join(', '),
                        ],
                      ]}
                    />
                    <PaperLinks orderId={data.id} />
                  </li>
                )}
                {data.shipments.map((shipment) => (
                  <li key={shipment.id} className="stack">
                    <Facts
                      items={[
                        [t('orders.carrier'), shipment.carrier],
                        [
                          t('orders.tracking'),
                          shipment.tracking_number ? <CopyText text={shipment.tracking_number} mono /> : null,
                        ],
                        [
                          t('orders.where'),
                          shipment.tracking_url ? (
                            <a href={shipment.tracking_url} target="_blank" rel="noopener noreferrer">
                              {t('orders.track', { carrier: shipment.carrier })}
                            </a>
                          ) : null,
                        ],
                        [
                          t('orders.in_it'),
                          packedLines(data, shipment)
                            .map(({ line, quantity, returned }) =>
                              t(returned > 0 ? 'orders.packed_returned' : 'orders.line_words', {
                                quantity: format.number(quantity),
                                name: line.item.name,
                                returned: format.number(returned),
                              }),
                            )
                            .join(', '),
                        ],
                        [t('orders.shipped'), <When at={shipment.shipped_at} />],
                        [t('orders.delivered'), <When at={shipment.delivered_at} />],
                      ]}
                    />
                    <div className="row wrap">
                      <PaperLinks orderId={data.id} shipmentId={shipment.id} />
                      {mayDeliver && !shipment.delivered_at && (
                        <Button variant="outlined" onClick={() => setStep({ step: 'deliver', shipment })}>
                          {t('orders.step.deliver')}
                        </Button>
                      )}
                      {mayReturn &&
                        packedLines(data, shipment).some(({ quantity, returned }) => quantity > returned) && (
                          <Button variant="outlined" onClick={() => setStep({ step: 'return', shipment })}>
                            {t('orders.step.return')}
                          </Button>
                        )}
                    </div>
                  </li>
                ))}
              </ul>
            )}
          </Panel>
          <OrderComments key={data.id} order={data} />
        </div>
        <div className="stack">
          <Panel title={t('orders.delivery', { state: data.state })} id="delivery">
            <Delivery order={data} />
          </Panel>
          <OrderAssignee order={data} etag={order.data.etag ?? ''} />
          <OrderExternalIds order={data} />
          <Panel title={t('orders.history')} id="history">
            <Timeline
              entries={[...(history.data?.items ?? [])].reverse().map((event, index) => ({
                id: String(index),
                at: event.at,
                icon: stateIcons[event.action] ?? <CircleDot size={14} />,
                tone: event.action === 'delivered' ? 'ok' : event.action === 'on_back_order' ? 'warning' : 'neutral',
                title: <EventTitle event={event} />,
                detail: (
                  <Breakable text={[event.actor || t('orders.by_platen'), event.note].filter(Boolean).join(' · ')} />
                ),
              }))}
            />
          </Panel>
        </div>
      </div>
      {step && (
        <OrderStepDialog
          order={data}
          etag={order.data.etag ?? ''}
          step={step.step}
          shipment={step.shipment}
          onClose={() => setStep(null)}
        />
      )}
      {replacing && (
        <ReplaceItemDialog
          order={data}
          etag={order.data.etag ?? ''}
          line={replacing}
          onClose={() => setReplacing(null)}
        />
      )}
    </>
  )
}

/** What has become of the pieces of a line, where something has. */
function LineProgress({ line }: { line: OrderLine }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = (['cancelled', 'shipped', 'delivered', 'refused', 'returned'] as const)
    .filter((what) => line[what] > 0)
    .map((what) => t(`orders.pieces.${what}`, { pieces: format.number(line[what]) }))
  if (line.on_back_order)
    words.push(
      line.expected_on
        ? t('orders.pieces.expected', { day: format.day(line.expected_on) })
        : t('orders.state.on_back_order'),
    )
  if (words.length === 0) return null
  return <div className="small muted">{withColon(t, words.join(' · '), line.state_reason)}</div>
}

const steps = [
  'approved',
  'rejected',
  'packed',
  'line_cancelled',
  'item_replaced',
  'partly_delivered',
  'partly_returned',
  'assigned',
  'unassigned',
] as const

const between = ['split_to', 'split_from', 'merged_into', 'merged_from', 'redirected', 'contact_changed'] as const

/** A step's name; what concerns a second order leads to it. */
function EventTitle({ event }: { event: OrderEvent }) {
  const { t } = useTranslation()
  const step = steps.find((action) => action === event.action)
  if (step) return <>{t(`orders.event.${step}`)}</>
  const known = between.find((action) => action === event.action)
  if (!known) return <>{t(`orders.state.${event.action as SupplyOrder['state']}`)}</>
  return (
    <>
      {t(`orders.event.${known}`)}
      {event.other_order_id && (
        <>
          {' '}
          <Link to="/supply-orders/$orderId" params={{ orderId: event.other_order_id }}>
            {event.other_order_number}
          </Link>
        </>
      )}
    </>
  )
}

function Delivery({ order }: { order: SupplyOrder }) {
  const format = useFormat()
  const { contact } = order
  return (
    <address className={styles.address}>
      {recipientLines(contact, format.country).map((line, index) => (
        <div key={index} className="break">
          {index === 0 ? <strong>{line}</strong> : line}
        </div>
      ))}
      {contact.email && (
        <div className="muted break">
          <Breakable text={contact.email} />
        </div>
      )}
    </address>
  )
}
