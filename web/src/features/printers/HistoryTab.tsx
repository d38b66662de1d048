import { useInfiniteQuery } from '@tanstack/react-query'
import { CircleAlert, CircleDot, Package, PencilLine, RefreshCcw } from 'lucide-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { Printer, TimelineItem } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { Breakable } from '../../ui/Breakable.tsx'

const icons: Record<string, ReactNode> = {
  alert: <CircleAlert size={15} />,
  order: <Package size={15} />,
  change: <PencilLine size={15} />,
  supply: <RefreshCcw size={15} />,
}

/** An order in the history leads to its page. */
function Sentence({ item }: { item: TimelineItem }) {
  const orderId = item.kind === 'order' ? (item.args as { order_id?: string } | null)?.order_id : undefined
  if (!orderId) return <Breakable text={item.sentence} />
  return (
    <Link to="/supply-orders/$orderId" params={{ orderId }}>
      <Breakable text={item.sentence} />
    </Link>
  )
}

/** Readings' edges, alerts, orders and changes in one line of time. */
export default function HistoryTab({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const timeline = useInfiniteQuery({
    queryKey: ['printers', organization_id, 'timeline', printer.id],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/api/v1/printers/{printer_id}/timeline', {
          params: { path: { printer_id: printer.id }, query: { organization_id, limit: 50, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  })
  if (timeline.isPending) return <Lines count={10} />
  if (timeline.isError) return <Problem error={timeline.error} onRetry={() => void timeline.refetch()} />
  const items = timeline.data.pages.flatMap((page) => page.items)
  return (
    <Panel title={t('printer.tab.history')} id="history">
      {items.length === 0 ? (
        <p className="muted">{t('printer.no_timeline')}</p>
      ) : (
        <Timeline
          entries={items.map((item, index) => ({
            id: String(index),
            at: item.at,
            icon: icons[item.kind] ?? <CircleDot size={15} />,
            tone: item.code.startsWith('alert_opened') ? 'warning' : 'neutral',
            title: <Sentence item={item} />,
            detail: item.actor && <Breakable text={item.actor} />,
          }))}
        />
      )}
      {timeline.hasNextPage && (
        <BusyButton busy={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          {t('printer.older')}
        </BusyButton>
      )}
    </Panel>
  )
}
