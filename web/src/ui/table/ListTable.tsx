import type { UseQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Paging } from '../../lib/listSchema.ts'
import { pageSize } from '../../lib/listSchema.ts'
import type { ListState } from '../../lib/listState.ts'
import { useOrganization, useSession } from '../../lib/session.tsx'
import type { DataTableProps, Page } from './DataTable.tsx'
import { DataTable } from './DataTable.tsx'

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
  /** How the API sorts where the URL says nothing; the head of that column shows it. */
  defaultSort?: string
}

/** The table of a page of the portal: pages, order, waiting and failure come from its list and its query. */
export function ListTable<T extends object>({ list, query, defaultSort, ...table }: Props<T>) {
  const whose = useWhose()
  return (
    <DataTable
      {...table}
      whose={table.whose ?? whose}
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

/** Whose rows a list shows: of the organization acted in, and of those below it where they are seen from there. */
function useWhose(): string | undefined {
  const { t } = useTranslation()
  const session = useSession()
  const organization = useOrganization()
  if (!organization) return undefined
  const { name, tier } = organization
  if (tier === 'operator') return t('table.whose_all')
  const below = tier === 'parent' && (session.organization.tier === 'operator' || session.child_organization_access)
  return below ? t('table.whose_below', { name }) : t('table.whose', { name })
}
