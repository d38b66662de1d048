import { useQuery } from '@tanstack/react-query'
import { api, body } from '../../api/client.ts'
import type { Filter } from './ListToolbar.tsx'

/** The filter of a list by the site of its things; a site that came with the URL is named too. */
export function useSiteFilter(organizationId: string, siteId: string | undefined, label: string): Filter {
  const chosen = useQuery({
    queryKey: ['sites', organizationId, 'name', siteId],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/sites/{site_id}', {
          params: { path: { site_id: siteId ?? '' }, query: { organization_id: organizationId } },
          signal,
        }),
      ),
    enabled: siteId !== undefined,
    staleTime: 60_000,
  }).data
  return {
    id: 'site_id',
    label,
    of: organizationId,
    load: async (typed) =>
      (
        await body(
          api.GET('/api/v1/sites', {
            params: { query: { organization_id: organizationId, limit: 20, search: typed || undefined } },
          }),
        )
      ).items.map(({ id, name }) => ({ value: id, label: name })),
    labelOf: () => chosen?.name ?? '…',
  }
}
