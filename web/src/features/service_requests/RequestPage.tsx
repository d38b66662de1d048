import { Button } from '@mui/material'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check, CircleDot, Lock, MessageSquare, Paperclip, Play, RotateCcw, UserCheck, X } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { Age, When } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { useDownloadLink } from '../../ui/DownloadButton.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Lines, PageLoading } from '../../ui/Loading.tsx'
import { ThingProblem } from '../../ui/NotThere.tsx'
import { Note } from '../../ui/Note.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { fileSize } from '../documents/fileSize.ts'
import { AssignDialog } from './AssignDialog.tsx'
import { AttachDialog } from './AttachDialog.tsx'
import { CommentForm } from './CommentForm.tsx'
import { serviceRequest } from './feature.ts'
import { NoteDialog } from './NoteDialog.tsx'
import styles from './requests.module.css'
import type { RequestEvent, ServiceRequest } from './requestsApi.ts'
import { attachmentsQuery, attachmentUrl, requestEventsQuery, requestQuery } from './requestsApi.ts'
import { RequestClock, RequestState } from './RequestState.tsx'
import { alertGroup, personName, serviceName, summaryOf } from './requestWords.ts'
import type { DialogStep } from './StateDialog.tsx'
import { StateDialog } from './StateDialog.tsx'

type Open = DialogStep | 'assign' | 'note' | 'attach'

/** One request: what was asked for, how far it is, and what was said about it (SRV-6). */
export function RequestPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const requestId = usePathId('requestId')
  const mayHandle = useAllowed('changeServiceRequestState')
  const mayRequest = useAllowed('cancelServiceRequest')
  const [open, setOpen] = useState<Open | null>(null)
  const request = useQuery(requestQuery(organizationId, requestId))
  if (request.isPending) return <PageLoading />
  if (request.isError)
    return <ThingProblem thing={serviceRequest} error={request.error} onRetry={() => void request.refetch()} />
  const { data } = request.data
  const etag = request.data.etag ?? ''
  const isOpen = data.state === 'new' || data.state === 'in_progress'
  const steps: Open[] = [
    ...(mayHandle && data.state === 'new' ? (['start'] as const) : []),
    ...(mayHandle && isOpen ? (['complete', 'assign'] as const) : []),
    ...((mayHandle || mayRequest) && isOpen ? (['cancel'] as const) : []),
    ...(mayHandle ? (['note'] as const) : []),
  ]
  const [first, ...others] = steps
  const close = () => setOpen(null)
  return (
    <>
      <PageHead
        title={t('service_requests.one', { number: data.number })}
        above={
          <Crumb
            to="/service-requests"
            here={data.number}
            of={{
              list: '/api/v1/service-requests',
              id: data.id,
              page: '/service-requests/$requestId',
              param: 'requestId',
            }}
          >
            {t('service_requests.title')}
          </Crumb>
        }
        context={
          <span className="row wrap">
            <RequestState state={data.state} pill />
            <span>
              {serviceName(t, data)} · <Age at={data.occurred_at} />
            </span>
            {data.due_at && <RequestClock request={data} />}
          </span>
        }
        primary={
          first && (
            <Button variant="contained" onClick={() => setOpen(first)}>
              {t(`service_requests.step.${first}`)}
            </Button>
          )
        }
      >
        <ActionMenu
          label={t('service_requests.more')}
          actions={others.map((other) => ({
            id: other,
            label: t(`service_requests.step.${other}`),
            onClick: () => setOpen(other),
          }))}
        />
      </PageHead>
      <div className={styles.layout}>
        <div className="stack">
          {data.kind === 'contract_removal' && isOpen && <Note tone="info">{t('service_requests.removal_note')}</Note>}
          <Panel title={t('service_requests.part.request')} id="request">
            <Asked request={data} />
          </Panel>
          {mayRequest && <CommentForm key={data.id} request={data} />}
          <Panel title={t('service_requests.history')} id="history">
            <History request={data} />
          </Panel>
        </div>
        <div className="stack">
          <Panel title={t('service_requests.part.device')} id="device">
            <Device request={data} />
          </Panel>
          <Panel title={t('service_requests.part.people')} id="people">
            <Facts
              items={[
                [
                  t('service_requests.field.requester'),
                  data.requester === '' ? t('service_requests.by_printer') : personName(data) || data.requester,
                ],
                [t('service_requests.field.email'), data.requester_email],
                [t('service_requests.field.contact_name'), data.contact_name],
                [t('service_requests.field.contact_email'), data.contact_email],
                [t('service_requests.field.contact_phone'), data.contact_phone],
                [t('service_requests.column.assignee'), data.assignee || t('service_requests.nobody')],
              ]}
            />
          </Panel>
          <Panel
            title={t('service_requests.attachments')}
            id="attachments"
            aside={
              mayRequest && (
                <Button size="small" startIcon={<Paperclip size={16} />} onClick={() => setOpen('attach')}>
                  {t('service_requests.step.attach')}
                </Button>
              )
            }
          >
            <Attachments request={data} />
          </Panel>
        </div>
      </div>
      {(open === 'start' || open === 'complete' || open === 'cancel') && (
        <StateDialog request={data} etag={etag} step={open} onClose={close} />
      )}
      {open === 'assign' && <AssignDialog request={data} etag={etag} onClose={close} />}
      {open === 'note' && <NoteDialog request={data} onClose={close} />}
      {open === 'attach' && <AttachDialog request={data} onClose={close} />}
    </>
  )
}

function Asked({ request }: { request: ServiceRequest }) {
  const { t } = useTranslation()
  const format = useFormat()
  const fields: Array<[string, ReactNode]> = [
    [t('service_requests.field.service'), serviceName(t, request)],
    [t('service_requests.field.error_code'), request.error_code],
    [t('service_requests.field.item'), request.item],
    [t('service_requests.field.quantity'), request.quantity ? format.number(request.quantity) : ''],
    [
      t('service_requests.field.severity'),
      request.severity ? t(`service_requests.severity.${request.severity as 1 | 2 | 3 | 4}`) : '',
    ],
    [t('service_requests.field.category'), request.category],
    [t('service_requests.field.application'), request.application],
    [t('service_requests.field.source_reference'), request.source_reference],
    [t('service_requests.field.new_location'), request.new_location],
    [t('service_requests.field.wanted_on'), request.wanted_on ? format.day(request.wanted_on) : ''],
    [t('service_requests.field.alert'), request.alert_group ? alertGroup(t, request.alert_group) : ''],
    [t('service_requests.column.due'), request.due_at ? <When at={request.due_at} /> : ''],
    [t('service_requests.field.closed_at'), request.closed_at ? <When at={request.closed_at} /> : ''],
  ]
  return (
    <div className="stack">
      <p className={styles.lines}>
        <Breakable text={request.description || summaryOf(t, request)} />
      </p>
      {/* What its service did not ask for is not there. */}
      <Facts items={fields.filter(([, value]) => value !== '')} />
    </div>
  )
}

function Device({ request }: { request: ServiceRequest }) {
  const { t } = useTranslation()
  if (!request.printer_id)
    return (
      <div className="stack">
        <p className="muted">{t('service_requests.no_printer')}</p>
        {request.site_name && <Facts items={[[t('service_requests.column.site'), request.site_name]]} />}
      </div>
    )
  return (
    <div className="stack">
      <Facts
        items={[
          [
            t('service_requests.column.model'),
            request.printer_there ? (
              <Link to="/printers/$printerId" params={{ printerId: request.printer_id }}>
                {request.printer_model || t('printers.column.printer')}
              </Link>
            ) : (
              request.printer_model
            ),
          ],
          [t('service_requests.column.manufacturer'), request.printer_manufacturer],
          [t('service_requests.column.serial'), request.printer_serial_number],
          [t('service_requests.column.site'), request.site_name],
        ]}
      />
      {!request.printer_there && <p className="muted small">{t('service_requests.printer_gone')}</p>}
    </div>
  )
}

const icons: Record<RequestEvent['kind'], ReactNode> = {
  created: <CircleDot size={14} />,
  started: <Play size={14} />,
  completed: <Check size={14} />,
  cancelled: <X size={14} />,
  reopened: <RotateCcw size={14} />,
  commented: <MessageSquare size={14} />,
  noted: <Lock size={14} />,
  assigned: <UserCheck size={14} />,
  unassigned: <UserCheck size={14} />,
  attached: <Paperclip size={14} />,
  alert_cleared: <Check size={14} />,
  printer_gone: <X size={14} />,
  contract_removed: <Check size={14} />,
  contract_not_removed: <X size={14} />,
}

function History({ request }: { request: ServiceRequest }) {
  const { t } = useTranslation()
  const events = useInfiniteQuery(requestEventsQuery(useOrganizationId(), request.id))
  if (events.isPending) return <Lines count={3} />
  if (events.isError) return <Problem error={events.error} onRetry={() => void events.refetch()} />
  return (
    <div className="stack">
      <Timeline
        entries={events.data.pages
          .flatMap(({ items }) => items)
          .map((event) => ({
            id: event.id,
            at: event.at,
            icon: icons[event.kind],
            tone: event.kind === 'completed' || event.kind === 'alert_cleared' ? 'ok' : 'neutral',
            title: t(`service_requests.event.${event.kind}`),
            detail: (
              <>
                <Breakable text={event.actor || t('service_requests.by_printer')} />
                {event.text !== '' && (
                  <span className={styles.lines}>
                    {'\n'}
                    <Breakable text={event.text} />
                  </span>
                )}
              </>
            ),
          }))}
      />
      {events.hasNextPage && (
        <div>
          <Button variant="outlined" onClick={() => void events.fetchNextPage()}>
            {t('service_requests.older')}
          </Button>
        </div>
      )}
    </div>
  )
}

function Attachments({ request }: { request: ServiceRequest }) {
  const { t } = useTranslation()
  const attachments = useQuery(attachmentsQuery(useOrganizationId(), request.id))
  if (attachments.isPending) return <Lines count={2} />
  if (attachments.isError) return <Problem error={attachments.error} onRetry={() => void attachments.refetch()} />
  if (attachments.data.items.length === 0) return <p className="muted">{t('service_requests.no_attachments')}</p>
  return (
    <ul>
      {attachments.data.items.map((file) => (
        <li key={file.id} className={styles.file}>
          <FileName request={request} id={file.id} name={file.file_name} />
          <FileFacts size={file.size_bytes} by={file.uploaded_by} />
          <Age at={file.uploaded_at} />
        </li>
      ))}
    </ul>
  )
}

function FileName({ request, id, name }: { request: ServiceRequest; id: string; name: string }) {
  const { t } = useTranslation()
  return (
    <a {...useDownloadLink(attachmentUrl(useOrganizationId(), request.id, id))}>
      <Breakable text={name || t('service_requests.unnamed_file')} />
    </a>
  )
}

function FileFacts({ size, by }: { size: number; by: string }) {
  const { i18n } = useTranslation()
  return (
    <span className="muted small">
      {fileSize(size, i18n.language)} · <Breakable text={by} />
    </span>
  )
}
