import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { paneLength, PaneList } from '../../ui/PaneList.tsx'
import { daysOrWhy } from '../printers/daysWords.ts'
import { printerName, supplyClass } from '../printers/printersApi.ts'
import { SupplyBar } from '../printers/SupplyBar.tsx'

/** What runs out first. */
export default function SuppliesPane() {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const first = useQuery({
    queryKey: ['replenishment', organization_id, 'first'],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/replenishment/supplies', {
          params: { query: { organization_id, limit: paneLength } },
          signal,
        }),
      ),
    refetchInterval: 60_000,
  })
  return (
    <PaneList
      query={first}
      items={first.data?.items}
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
