import { useQuery } from '@tanstack/react-query'
import { api, body } from '../../api/client.ts'
import { useOrganizationId } from '../../lib/session.tsx'

/** How long the supplies of a printer last (ASR-10). */
export function useForecasts(printer_id: string) {
  const organization_id = useOrganizationId()
  return useQuery({
    queryKey: ['replenishment', organization_id, 'of-printer', printer_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/replenishment/supplies', {
          params: { query: { organization_id, printer_id, limit: 50 } },
          signal,
        }),
      ),
    staleTime: 60_000,
  })
}
