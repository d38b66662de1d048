import { Link } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import type { Column } from '../../ui/table/columns.ts'
import type { ServiceRequest } from './requestsApi.ts'
import { RequestClock, RequestState } from './RequestState.tsx'
import { serviceName, summaryOf } from './requestWords.ts'

const dash = <span className="faint">–</span>

/** The columns of SRV-1, and more that one may choose. */
export const requestColumns = (t: TFunction): Array<Column<ServiceRequest>> => [
  {
    id: 'number',
    header: t('service_requests.column.number'),
    width: 130,
    sort: 'number',
    cell: (request) => (
      <Link to="/service-requests/$requestId" params={{ requestId: request.id }}>
        {request.number}
      </Link>
    ),
  },
  {
    id: 'state',
    sort: 'state',
    header: t('service_requests.column.state'),
    width: 140,
    cell: (request) => <RequestState state={request.state} />,
  },
  {
    id: 'summary',
    sort: 'summary',
    header: t('service_requests.column.summary'),
    width: 260,
    cell: (request) => {
      const words = summaryOf(t, request)
      return <span title={words}>{words}</span>
    },
  },
  {
    id: 'service',
    sort: 'service',
    header: t('service_requests.column.service'),
    width: 180,
    wide: true,
    cell: (request) => serviceName(t, request),
  },
  {
    id: 'serial',
    sort: 'serial_number',
    header: t('service_requests.column.serial'),
    width: 140,
    cell: (request) =>
      request.printer_serial_number ? (
        <span className="mono">
          <Breakable text={request.printer_serial_number} />
        </span>
      ) : (
        dash
      ),
  },
  {
    id: 'manufacturer',
    sort: 'manufacturer',
    header: t('service_requests.column.manufacturer'),
    width: 120,
    phoneHidden: true,
    cell: (request) => request.printer_manufacturer || dash,
  },
  {
    id: 'model',
    sort: 'model',
    header: t('service_requests.column.model'),
    width: 150,
    cell: (request) => request.printer_model || dash,
  },
  {
    id: 'site',
    sort: 'site_name',
    header: t('service_requests.column.site'),
    width: 140,
    cell: (request) => request.site_name || dash,
  },
  {
    id: 'occurred',
    header: t('service_requests.column.occurred'),
    width: 130,
    sort: 'occurred_at',
    cell: (request) => <Age at={request.occurred_at} />,
  },
  {
    id: 'last_name',
    sort: 'last_name',
    header: t('service_requests.column.last_name'),
    width: 130,
    phoneHidden: true,
    cell: (request) => request.requester_last_name || dash,
  },
  {
    id: 'first_name',
    sort: 'first_name',
    header: t('service_requests.column.first_name'),
    width: 130,
    phoneHidden: true,
    cell: (request) => request.requester_first_name || dash,
  },
  {
    id: 'due',
    header: t('service_requests.column.due'),
    width: 170,
    sort: 'due_at',
    phoneHidden: true,
    cell: (request) => <RequestClock request={request} />,
  },
  {
    id: 'assignee',
    sort: 'assignee',
    header: t('service_requests.column.assignee'),
    width: 180,
    hidden: true,
    phoneHidden: true,
    cell: (request) => (request.assignee ? <Breakable text={request.assignee} /> : dash),
  },
  {
    id: 'updated',
    header: t('service_requests.column.updated'),
    width: 130,
    sort: 'updated_at',
    hidden: true,
    phoneHidden: true,
    cell: (request) => <Age at={request.updated_at} />,
  },
]
