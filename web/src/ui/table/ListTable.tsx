import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { Paging } from '../../lib/listSchema.ts'
import { pageSize } from '../../lib/listSchema.ts'
import type { ListState } from '../../lib/listState.ts'
import { rememberPage } from '../neighbours/walk.ts'
import { useOrganization, useOrganizationId, useSeesSeveral } from '../../lib/session.tsx'
import { organizationOf, withOrganization } from './columns.ts'
import type { DataTableProps, Page } from './DataTable.tsx'
import { DataTable } from './DataTable.tsx'
import { FileButtons } from '../DownloadButton.tsx'

type Bound =
  | 'page'
  | 'loading'
  | 'refreshing'
  | 'error'
  | 'onRetry'
  | 'pageNumber'
  | 'pageSize'
  | 'onNext'
  | 'onPrevious'
  | 'sort'
  | 'onSort'

interface Props<T> extends Omit<DataTableProps<T>, Bound> {
  /** The state of the list in the URL (`useListState`). */
  list: ListState<Paging>
  /** Its page, as the API answered (`useListQuery`). */
  query: Pick<UseQueryResult<Page<T>>, 'data' | 'isPending' | 'isPlaceholderData' | 'error' | 'refetch'>
  /**
   * Where its file is (PRN-1), where that is not `list.file`; 'page' where the page itself offers it, or one only
   * chooses from the list.
   */
  file?: string
  /** What the page asks the API for beside what the URL says, so that its records can be gone through as they stand here. */
  asked?: Record<string, unknown>
  /** How the API sorts where the URL says nothing; the head of that column shows it. */
  defaultSort?: string
}

/**
 * The table of a page of the portal: pages, order, waiting and failure come from its list and its query. Where its rows
 * may be of several organizations each row says whose it is, unless the page has a column of its own for that.
 */
export function ListTable<T extends object>({ list, query, defaultSort, file, asked, ...table }: Props<T>) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const whose = useWhose()
  useRemembered(list, query, { ...(defaultSort !== undefined && { sort: defaultSort }), ...asked }, table.rowId)
  const several = useSeesSeveral() && table.whose === undefined
  const names = useOrganizationNames(several ? (query.data?.items ?? []).flatMap(organizationOf) : [])
  const tells = several && (query.data?.items ?? []).some((row) => organizationOf(row).length > 0)
  const columns = useMemo(
    () =>
      tells
        ? withOrganization<T>(table.columns, {
            id: 'organization',
            header: t('table.organization'),
            width: 180,
            cell: (row) => names.get(organizationOf(row)[0] ?? '') ?? <span className="faint">–</span>,
          })
        : table.columns,
    [tells, table.columns, names, t],
  )
  return (
    <DataTable
      {...table}
      columns={columns}
      whose={table.whose ?? whose}
      {...(file !== 'page' && { file: <FileButtons url={file ?? list.file(organizationId)} /> })}
      page={query.data}
      loading={query.isPending}
      refreshing={query.isPlaceholderData}
      error={query.error}
      onRetry={() => void query.refetch()}
      pageNumber={list.page}
      pageSize={pageSize}
      onNext={list.next}
      onPrevious={list.previous}
      sort={list.search.sort ?? defaultSort}
      onSort={(sort) => list.set({ sort })}
    />
  )
}

/** The records of the list can be gone through from the page of each (`Crumb`). */
function useRemembered<T>(
  list: ListState<Paging>,
  { data, isPlaceholderData }: Pick<UseQueryResult<Page<T>>, 'data' | 'isPlaceholderData'>,
  asked: Record<string, unknown>,
  rowId: (row: T) => string,
) {
  const organizationId = useOrganizationId()
  const { path, page, asks } = list
  const query = JSON.stringify({ ...asked, ...asks(organizationId) })
  useEffect(() => {
    // A list below a thing is no list of records with pages of their own.
    if (data === undefined || isPlaceholderData || path.includes('{')) return
    rememberPage(
      path,
      {
        href: location.pathname + location.search,
        query: JSON.parse(query) as Record<string, unknown>,
        from: (page - 1) * pageSize,
      },
      { ...data, items: data.items.map((row) => ({ id: rowId(row) })) },
    )
    // eslint-disable-next-line react-hooks/exhaustive-deps -- rowId is another function at each drawing, and means the same
  }, [data, isPlaceholderData, path, query, page])
}

/** Whose rows a list shows: of the organization acted in, and of those below it where they are seen from there. */
function useWhose(): string | undefined {
  const { t } = useTranslation()
  const organization = useOrganization()
  const several = useSeesSeveral()
  if (!organization) return undefined
  const { name, tier } = organization
  if (tier === 'operator') return t('table.whose_all')
  return several ? t('table.whose_below', { name }) : t('table.whose', { name })
}

/** The names of these organizations: one request for a page, however many rows it has. */
function useOrganizationNames(of: string[]): ReadonlyMap<string, string> {
  const acting = useOrganizationId()
  const ids = [...new Set(of)].sort()
  const found = useQuery({
    queryKey: ['organizations', acting, 'names', ids],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/organizations', {
          params: { query: { organization_id: acting, id: ids, limit: ids.length } },
          signal,
        }),
      ),
    enabled: ids.length > 0,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
  const items = found.data?.items
  return useMemo(() => new Map(items?.map(({ id, name }) => [id, name])), [items])
}
