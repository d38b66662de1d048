import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Wrench } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { withColon } from '../../lib/withColon.ts'
import type { Printer } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PaneList } from '../../ui/PaneList.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { requestsQuery } from './requestsApi.ts'
import { RequestState } from './RequestState.tsx'
import { serviceName, summaryOf } from './requestWords.ts'

/** The requests and incidents of a printer, the newest first, and the way to a new one (PRN-3, PRN-4). */
export default function PrinterRequestsTab({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const mayRequest = useAllowed('createServiceRequest')
  const requests = useQuery(requestsQuery(useOrganizationId(), { printer_id: printer.id }))
  return (
    <Panel
      title={t('nav.service_requests')}
      id="printer-requests"
      aside={
        mayRequest && (
          <LinkButton
            variant="contained"
            startIcon={<Wrench size={16} />}
            to="/service-requests/new/details"
            search={{ printer_id: printer.id }}
          >
            {t('service_requests.request')}
          </LinkButton>
        )
      }
    >
      <PaneList
        query={requests}
        items={requests.data?.items}
        empty={t('service_requests.none_for_printer')}
        line={(request) => ({
          id: request.id,
          link: (
            <Link to="/service-requests/$requestId" params={{ requestId: request.id }}>
              {request.number}
            </Link>
          ),
          below: withColon(t, serviceName(t, request), summaryOf(t, request)),
          state: <RequestState state={request.state} />,
          aside: <Age at={request.occurred_at} />,
        })}
      />
      <Link to="/service-requests" search={{ printer_id: printer.id }}>
        {t('service_requests.all_of_printer')}
      </Link>
    </Panel>
  )
}
