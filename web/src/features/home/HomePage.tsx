import { Button } from '@mui/material'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArrowRight, Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { daysOrWhy } from '../printers/daysWords.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { SupplyBar } from '../printers/SupplyBar.tsx'
import { AgentState } from '../agents/AgentState.tsx'
import { agentsQuery } from '../agents/agentsApi.ts'
import { printerName, supplyClass } from '../printers/printersApi.ts'
import type { PrintersSearch } from '../printers/printersSearch.ts'
import { printersList, printerStates } from '../printers/printersSearch.ts'
import { stateTones } from '../printers/PrinterState.tsx'
import { OrderState } from '../orders/OrderState.tsx'
import { ordersQuery } from '../orders/ordersApi.ts'
import styles from './home.module.css'

/** What needs a look today, with figures; each figure leads to the list that it counts (PRT-1). */
export function HomePage() {
  const { t } = useTranslation()
  const organization = useOrganization()
  return (
    <>
      <PageHead title={t('home.title')} context={organization?.name ?? ' '} />
      <Start />
      <div className={styles.panes}>
        <PrintersPane />
        <SuppliesPane />
        <OrdersPane />
        <AgentsPane />
      </div>
    </>
  )
}

function Pane({
  title,
  id,
  to,
  all,
  children,
}: {
  title: string
  id: string
  to: '/printers' | '/supply-orders' | '/agents' | '/replenishment'
  all: string
  children: ReactNode
}) {
  return (
    <Panel
      title={title}
      id={id}
      aside={
        <Link to={to} className={styles.all}>
          {all}
          <ArrowRight size={14} aria-hidden />
        </Link>
      }
    >
      {children}
    </Panel>
  )
}

/** How many printers match; the list's own estimate. */
function usePrinterCounts(filters: PrintersSearch[]) {
  const organization_id = useOrganizationId()
  return useQueries({
    queries: filters.map((filter) => ({
      queryKey: ['printers', organization_id, 'count', filter],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const page = await body(
          api.GET('/api/v1/printers', {
            params: { query: { ...printersList.query(organization_id, filter), limit: 1 } },
            signal,
          }),
        )
        return page.total_estimate ?? page.items.length
      },
      refetchInterval: 60_000,
    })),
  })
}

function PrintersPane() {
  const { t } = useTranslation()
  const format = useFormat()
  const rows: Array<{ search: PrintersSearch; tone: Tone; label: string }> = [
    // Each printer is in one of them, so that they add up.
    ...printerStates.map((state) => ({
      search: { state },
      tone: stateTones[state],
      label: t(`printers.state.${state}`),
    })),
    { search: { newly_discovered: true }, tone: 'info', label: t('home.newly_discovered') },
  ]
  const [total, ...counts] = usePrinterCounts([{}, ...rows.map((row) => row.search)])
  return (
    <Pane title={t('nav.printers')} id="pane-printers" to="/printers" all={t('home.all_printers')}>
      {total?.isError ? (
        <Problem error={total.error} onRetry={() => void total.refetch()} />
      ) : (
        <>
          <div className={styles.big}>
            <span className={styles.figure}>{total?.data === undefined ? ' ' : format.number(total.data)}</span>
            <span className="muted">{t('home.printers_word', { count: total?.data ?? 0 })}</span>
          </div>
          <div className={styles.share} aria-hidden>
            {rows.slice(0, printerStates.length).map((row, index) => (
              <span key={row.label} data-tone={row.tone} style={{ flexGrow: counts[index]?.data ?? 0 }} />
            ))}
          </div>
          <ul>
            {rows.map((row, index) => (
              <li key={row.label}>
                <Link to="/printers" search={row.search} className={styles.count}>
                  <StatusWord tone={counts[index]?.data === 0 ? 'neutral' : row.tone}>{row.label}</StatusWord>
                  <span className={styles.countFigure}>
                    {counts[index]?.data === undefined ? '' : format.number(counts[index].data)}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </Pane>
  )
}

function SuppliesPane() {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const first = useQuery({
    queryKey: ['replenishment', organization_id, 'first'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/replenishment/supplies', { params: { query: { organization_id, limit: 6 } }, signal })),
    refetchInterval: 60_000,
  })
  return (
    <Pane title={t('home.supplies')} id="pane-supplies" to="/replenishment" all={t('home.supplies_status')}>
      {first.isPending ? (
        <Lines count={6} />
      ) : first.isError ? (
        <Problem error={first.error} onRetry={() => void first.refetch()} />
      ) : first.data.items.length === 0 ? (
        <p className="muted">{t('home.no_supplies')}</p>
      ) : (
        <ul className={styles.list}>
          {first.data.items.map((supply) => (
            <li key={`${supply.printer_id}${supply.supply_slot}`} className={styles.item}>
              <span className={styles.grow}>
                <Link to="/printers/$printerId" params={{ printerId: supply.printer_id }} className={styles.itemLink}>
                  {printerName(supply)}
                </Link>
                <span className={styles.sub}>{[supply.description, supply.location].filter(Boolean).join(' · ')}</span>
              </span>
              <SupplyBar supply={{ ...supply, class: supplyClass(supply.type) }} />
              <span className={styles.days}>{daysOrWhy(t, supply) ?? '–'}</span>
            </li>
          ))}
        </ul>
      )}
    </Pane>
  )
}

function OrdersPane() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const orders = useQuery(ordersQuery(organizationId, {}))
  const items = orders.data?.items.slice(0, 6) ?? []
  return (
    <Pane title={t('nav.supply_orders')} id="pane-orders" to="/supply-orders" all={t('home.all_orders')}>
      {orders.isPending ? (
        <Lines count={6} />
      ) : orders.isError ? (
        <Problem error={orders.error} onRetry={() => void orders.refetch()} />
      ) : items.length === 0 ? (
        <p className="muted">{t('home.no_orders')}</p>
      ) : (
        <ul className={styles.list}>
          {items.map((order) => (
            <li key={order.id} className={styles.item}>
              <span className={styles.grow}>
                <Link to="/supply-orders/$orderId" params={{ orderId: order.id }} className={styles.itemLink}>
                  {order.number}
                </Link>
                <span className={styles.sub}>{[...new Set(order.lines.map((line) => line.item.name))].join(', ')}</span>
              </span>
              <OrderState state={order.state} />
              <span className={styles.days}>
                <Age at={order.ordered_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Pane>
  )
}

function AgentsPane() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const agents = useQuery(agentsQuery(organizationId, {}))
  const order = { not_communicating: 0, invited: 1, active: 2, disabled: 3 }
  const items = [...(agents.data?.items ?? [])].sort((a, b) => order[a.state] - order[b.state]).slice(0, 6)
  return (
    <Pane title={t('nav.agents')} id="pane-agents" to="/agents" all={t('home.all_agents')}>
      {agents.isPending ? (
        <Lines count={6} />
      ) : agents.isError ? (
        <Problem error={agents.error} onRetry={() => void agents.refetch()} />
      ) : items.length === 0 ? (
        <p className="muted">{t('home.no_agents')}</p>
      ) : (
        <ul className={styles.list}>
          {items.map((agent) => (
            <li key={agent.id} className={styles.item}>
              <span className={styles.grow}>
                <Link to="/agents/$agentId" params={{ agentId: agent.id }} className={styles.itemLink}>
                  {agent.name}
                </Link>
                <span className={styles.sub}>{t('agents.printers_count', { count: agent.printer_count })}</span>
              </span>
              <AgentState state={agent.state} />
              <span className={styles.days}>
                <Age at={agent.last_contact_at} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Pane>
  )
}

/** The way from an empty organization to the first printer; gone once a printer is there. */
function Start() {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const mayAgents = useAllowed('updateAgent')
  const [printers] = usePrinterCounts([{}])
  const empty = printers?.data === 0
  const sites = useQuery({
    queryKey: ['sites', organization_id, 'names'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/sites', { params: { query: { organization_id, limit: 200 } }, signal })),
    enabled: empty && mayAgents,
  })
  const agents = useQuery({ ...agentsQuery(organization_id, {}), enabled: empty && mayAgents })
  const contacts = useQuery({
    queryKey: ['contacts', organization_id, 'any'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/contacts', { params: { query: { organization_id, limit: 1 } }, signal })),
    enabled: empty && mayAgents,
  })
  if (!empty || !mayAgents || !sites.data || !agents.data || !contacts.data) return null
  const steps = [
    {
      done: sites.data.items.length > 0,
      title: t('home.start.site'),
      detail: t('home.start.site_detail'),
      to: '/sites' as const,
    },
    {
      done: agents.data.items.length > 0,
      title: t('home.start.agent'),
      detail: t('home.start.agent_detail'),
      to: '/agents' as const,
    },
    {
      done: contacts.data.items.length > 0,
      title: t('home.start.contact'),
      detail: t('home.start.contact_detail'),
      to: '/contacts' as const,
    },
  ]
  const next = steps.findIndex((step) => !step.done)
  return (
    <div className={styles.start}>
      <Panel title={t('home.start.title')} id="start">
        <ol className={styles.steps}>
          {steps.map((step, index) => (
            <li key={step.to} className={styles.step} data-done={step.done || undefined}>
              <span className={styles.stepMark}>
                {step.done ? <Check size={14} aria-label={t('home.start.done')} /> : index + 1}
              </span>
              <span className={styles.grow}>
                <strong>{step.title}</strong>
                <span className={styles.sub}>{step.detail}</span>
              </span>
              {index === next && (
                <Button variant="contained" component={Link} to={step.to}>
                  {t('home.start.go')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  )
}
