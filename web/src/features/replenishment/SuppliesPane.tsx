import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { ReplenishmentSupply } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { paneLength, PaneList } from '../../ui/PaneList.tsx'
import { daysOrWhy } from '../printers/daysWords.ts'
import { printerName, supplyClass } from '../printers/printersApi.ts'
import { SupplyBar } from '../printers/SupplyBar.tsx'

// The list has the supplies of a printer together: enough rows for as many printers as the pane shows.
const rowsRead = 50

/** What runs out first: of each printer its first supply. */
export default function SuppliesPane() {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const first = useQuery({
    queryKey: ['replenishment', organization_id, 'first'],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/replenishment/supplies', {
          params: { query: { organization_id, limit: rowsRead } },
          signal,
        }),
      ),
    refetchInterval: 60_000,
  })
  const printers = new Map<string, ReplenishmentSupply>()
  for (const supply of first.data?.items ?? [])
    if (!printers.has(supply.printer_id)) printers.set(supply.printer_id, supply)
  return (
    <PaneList
      query={first}
      items={first.data && [...printers.values()].slice(0, paneLength)}
      empty={t('replenishment.none_yet')}
      line={(supply) => ({
        id: `${supply.printer_id}${supply.supply_slot}`,
        link: (
          <Link to="/printers/$printerId" params={{ printerId: supply.printer_id }}>
            {printerName(supply)}
          </Link>
        ),
        below: [supply.description, supply.location].filter(Boolean).join(' · '),
        state: <SupplyBar supply={{ ...supply, class: supplyClass(supply.type) }} />,
        aside: daysOrWhy(t, supply) ?? '–',
      })}
    />
  )
}
