import { Link } from '@tanstack/react-router'
import { Package } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { SupplyOrder } from '../../api/types.ts'
import { recentDays, recentSince } from '../../lib/recent.ts'
import { useOrganization, useOrganizationId, useSession } from '../../lib/session.tsx'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { CopyCell } from '../../ui/copy/CopyText.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { contactName } from '../contacts/contactsApi.ts'
import { moreOrderColumns } from './orderColumns.tsx'
import { byPart, pieces, printersOf } from './orderLines.ts'
import { OrderState } from './OrderState.tsx'
import { ordersExport, ordersQuery } from './ordersApi.ts'
import { ordersList } from './ordersSearch.ts'
import { Sections } from './Sections.tsx'
import { SavedViewsMenu } from '../views/SavedViewsMenu.tsx'
import { useSavedViews } from '../views/useSavedViews.ts'
import { filterValue, noOrderFilter, searchesAll, useOrderFilters } from './useOrderFilters.ts'

/** Every order of the organization, whoever or whatever placed it (ORD-1). */
export function OrdersPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const severalOrganizations = useOrganization()?.tier !== 'child'
  const list = useListState(ordersList)
  const { search } = list
  const since = recentSince(useSession())
  // Who looks for something finds it, however old it is.
  const recent = since !== undefined && !searchesAll(search)
  const shown = recent ? { ...search, since } : search
  const orders = useListQuery(list, ordersQuery(organizationId, shown))
  const { filters, values, filtered } = useOrderFilters(organizationId, search)
  const columns = useMemo(
    (): Array<Column<SupplyOrder>> => [
      {
        id: 'number',
        header: t('orders.column.number'),
        width: 130,
        sort: 'number',
        cell: (order) => (
          <CopyCell text={order.number}>
            <Link to="/supply-orders/$orderId" params={{ orderId: order.id }}>
              {order.number}
            </Link>
          </CopyCell>
        ),
      },
      {
        id: 'state',
        sort: 'state',
        header: t('orders.column.state'),
        width: 160,
        cell: (order) => <OrderState state={order.state} />,
      },
      {
        id: 'items',
        header: t('orders.column.items'),
        width: 200,
        cell: (order) => {
          const words = byPart(order.lines)
            .map((part) => t('orders.line_words', { quantity: format.number(part.quantity), name: part.name }))
            .join(', ')
          return order.lines.length === 1 ? (
            <span title={words}>{words}</span>
          ) : (
            <span title={words}>
              {t('orders.content', {
                items: format.number(pieces(order)),
                count: pieces(order),
                printers: printersOf(order),
              })}
            </span>
          )
        },
      },
      {
        id: 'printers',
        header: t('orders.column.printers'),
        width: 220,
        cell: (order) => {
          const printers = new Set(order.lines.map((line) => line.printer_id)).size
          return printers > 1 ? t('orders.printers_count', { count: printers }) : (order.lines[0]?.printer_model ?? '')
        },
      },
      ...(severalOrganizations
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('orders.column.organization'),
              width: 180,
              cell: (order: SupplyOrder) => order.organization_name,
            },
          ]
        : []),
      { id: 'site', sort: 'site_name', header: t('orders.column.site'), width: 150, cell: (order) => order.site_name },
      {
        id: 'contact',
        sort: 'contact_name',
        header: t('orders.column.contact'),
        width: 170,
        phoneHidden: true,
        cell: (order) => contactName(order.contact),
      },
      ...moreOrderColumns(t, format),
      {
        id: 'ordered',
        header: t('orders.column.ordered'),
        width: 130,
        sort: 'ordered_at',
        cell: (order) => <Age at={order.ordered_at} />,
      },
      {
        id: 'due',
        header: t('orders.column.due'),
        width: 120,
        sort: 'due_on',
        hidden: true,
        phoneHidden: true,
        cell: (order) => format.day(order.due_on),
      },
    ],
    [t, format, severalOrganizations],
  )
  const saved = useSavedViews({
    list: 'supply_orders',
    definition: ordersList,
    state: list,
    table: 'supply-orders',
    columns,
  })
  return (
    <>
      <PageHead title={t('orders.title')} context={t('orders.context')}>
        <SavedViewsMenu saved={saved} />
        <ExportButtons url={ordersExport(organizationId, shown)}>{t('orders.export')}</ExportButtons>
      </PageHead>
      <Sections />
      {recent && (
        <p className="muted small">
          {t('orders.recent_only', { days: recentDays })} <Link to="/settings">{t('orders.recent_settings')}</Link>
        </p>
      )}
      <ListTable
        file="page"
        {...saved.tableProps}
        label={t('orders.title')}
        columns={columns}
        rowId={(order) => order.id}
        rowName={(order) => order.number}
        list={list}
        query={orders}
        asked={ordersList.filters(shown)}
        defaultSort="-ordered_at"
        toolbar={
          <ListToolbar
            searchLabel={t('orders.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={filters}
            values={values}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) => list.set(filterValue(id, value))}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set(noOrderFilter)} />
          ) : (
            <Empty icon={<Package size={22} />} title={t('orders.empty')}>
              {t('orders.empty_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
