import { Button, Tab, Tabs } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ClipboardList, FileText, MapPin, RefreshCw, RotateCw, Truck } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Printer } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { usePanes } from '../../lib/panes.ts'
import { useNow } from '../../lib/now.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import { AddressText } from './AddressText.tsx'
import { printer as printerThing } from './feature.ts'
import { daysOrWhy } from './daysWords.ts'
import { lazyPart } from '../../ui/lazy.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Neighbours } from './Neighbours.tsx'
import { Note } from '../../ui/Note.tsx'
import { PaneFrame } from '../../ui/PaneFrame.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemLine, useProblemText } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { SupplyBar } from './SupplyBar.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { contactsTexts } from '../contacts/texts.ts'
import { assignContact, ContactEffects, refreshContacts } from './contactChange.tsx'
import { PrinterState } from './PrinterState.tsx'
import { SupplyOutlook } from './SupplyOutlook.tsx'
import { registrationWords } from './printerColumns.tsx'
import { PrinterFleetActions } from './PrinterFleetActions.tsx'
import { PrinterFeatures } from './PrinterFeatures.tsx'
import { PrinterInformation } from './PrinterInformation.tsx'
import { PrinterSupplies } from './PrinterSupplies.tsx'
import { isKept, isStale, printerName, printerQuery } from './printersApi.ts'
import { ActionDialog } from './dialogs/ActionDialog.tsx'
import type { PrinterAction } from './dialogs/ActionDialog.tsx'
import { LocationDialog } from './dialogs/LocationDialog.tsx'
import styles from './printers.module.css'
import { ThingProblem } from '../../ui/NotThere.tsx'
import { useNarrow } from '../../lib/useNarrow.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { meterTexts } from './texts.ts'

const AssignContactDialog = lazyPart(() => import('./dialogs/AssignContactDialog.tsx'), Waiting, [contactsTexts])
const MetersTab = lazyPart(() => import('./MetersTab.tsx'), Waiting, [meterTexts])
const HistoryTab = lazyPart(() => import('./HistoryTab.tsx'), Waiting)
const SupplyLevels = lazyPart(() => import('./SupplyLevels.tsx'), Waiting)

/** One printer: who it is, how it is, what to do; more in tabs (PRN-3). */
export function PrinterPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const printerId = usePathId('printerId')
  const { tab: wanted } = useSearch({ strict: false })
  const more = usePanes('printer_tab')
  const organizationId = useOrganizationId()
  const narrow = useNarrow()
  const printer = useQuery(printerQuery(organizationId, printerId))
  if (printer.isPending) return <PageLoading />
  if (printer.isError && !printer.data)
    return <ThingProblem thing={printerThing} error={printer.error} onRetry={() => void printer.refetch()} />
  const { data } = printer.data
  const tabs: Array<[string, string]> = [
    ['status', t('printer.tab.status')],
    ['supplies', t('printer.tab.supplies')],
    ['information', t('printer.tab.information')],
    ['meters', t('printer.tab.meters')],
    ['features', t('printer.tab.features')],
    ...more.map((pane): [string, string] => [pane.tab, t(pane.title)]),
    ['history', t('printer.tab.history')],
  ]
  const tab = tabs.some(([value]) => value === wanted) ? (wanted ?? 'status') : 'status'
  return (
    <>
      <PageHead
        title={printerName(data)}
        above={
          <Crumb
            to="/printers"
            here={[printerName(data), data.serial_number].filter(Boolean).join(' ')}
            of={{ list: '/api/v1/printers', id: printerId, page: '/printers/$printerId', param: 'printerId' }}
          >
            {t('printers.title')}
          </Crumb>
        }
        context={
          <span className="row wrap">
            <PrinterState printer={data} pill />
            <span>
              {t('printer.data_from')}{' '}
              <Age at={data.observed_at} staleAfterSeconds={2 * data.polling_interval_seconds} />
            </span>
          </span>
        }
      />
      <Tabs
        value={tab}
        variant="scrollable"
        scrollButtons={false}
        aria-label={t('printer.tabs')}
        sx={{ mb: 4 }}
        onChange={(_event, value: string) =>
          void navigate({
            to: '/printers/$printerId',
            params: { printerId },
            search: ((before: object) => ({ ...before, tab: value === 'status' ? undefined : value })) as never,
            resetScroll: false,
            replace: true,
          })
        }
      >
        {tabs.map(([value, label]) => (
          <Tab key={value} value={value} label={label} id={`tab-${value}`} aria-controls="tab-panel" />
        ))}
      </Tabs>
      <div role="tabpanel" id="tab-panel" aria-labelledby={`tab-${tab}`}>
        {tab === 'status' && <StatusTab printer={data} />}
        {tab === 'supplies' && (
          <div className="stack">
            <PrinterSupplies printer={data} />
            {!narrow && <SupplyOutlook printer={data} />}
            <SupplyLevels printer={data} />
          </div>
        )}
        {tab === 'information' && <PrinterInformation printer={data} />}
        {tab === 'meters' && <MetersTab printer={data} />}
        {tab === 'features' && <PrinterFeatures printer={data} />}
        {more
          .filter((pane) => pane.tab === tab)
          .map((pane) => (
            <pane.Part key={pane.tab} printer={data} />
          ))}
        {tab === 'history' && <HistoryTab printer={data} />}
      </div>
    </>
  )
}

function StatusTab({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const stale = isStale(printer, now)
  const panes = usePanes('printer')
  const alertTones = { critical: 'error', warning: 'warning', warning_binary_change_event: 'warning' } as const
  return (
    <div className={styles.layout}>
      <Panel title={t('printer.identity')} id="identity">
        <Facts
          items={[
            [t('printers.column.model'), printer.model],
            [t('printers.column.manufacturer'), printer.manufacturer],
            [
              t('printers.column.serial_number'),
              printer.serial_number ? <CopyText text={printer.serial_number} mono /> : null,
            ],
            [t('printers.column.site'), printer.site_name],
            [t('printers.column.location'), printer.location],
            [t('printers.column.address'), printer.address ? <AddressText address={printer.address} /> : null],
            ...(printer.behind_same_address.length > 0
              ? [
                  [
                    t('printer.behind_address'),
                    <Neighbours
                      intro={t('printer.behind_address_count', {
                        count: printer.behind_same_address.length + 1,
                        index: printer.device_index ?? '?',
                      })}
                      printers={printer.behind_same_address}
                    />,
                  ] as [string, ReactNode],
                ]
              : []),
            [t('printers.column.host_name'), printer.host_name],
            [
              t('printers.column.contract'),
              printer.under_contract ? t('printers.under_contract') : t('printers.not_under_contract'),
            ],
            ...(printer.high_volume_since
              ? [
                  [
                    t('printers.filter.volume'),
                    t('printers.high_volume_since', { date: format.date(printer.high_volume_since) }),
                  ] as [string, string],
                ]
              : []),
            [t('printers.column.managed'), t(`printers.managed.${printer.managed}`)],
            [t('printers.column.registration'), registrationWords(t, printer)],
            [
              t('printers.column.agent'),
              printer.agent_id ? (
                <Link to="/agents/$agentId" params={{ agentId: printer.agent_id }}>
                  {printer.agent_name}
                </Link>
              ) : null,
            ],
            [t('printers.column.discovered'), <Age at={printer.discovered_at} />],
            [t('printers.column.last_contact'), <Age at={printer.last_contact_at} />],
          ]}
        />
      </Panel>
      <div className="stack">
        <Panel
          title={t('printer.supplies')}
          id="supplies"
          aside={stale && <span className="faint small">{t('supply.stale')}</span>}
        >
          {printer.supplies.length === 0 ? (
            <p className="muted">{t('printer.no_supplies')}</p>
          ) : (
            <div className={styles.supplyList}>
              {printer.supplies.map((supply) => (
                <div key={supply.slot} className={styles.supplyRow}>
                  <span className="break">
                    {supply.description || t('supply.unnamed')}
                    {supply.class === 'receptacle' && (
                      <span className="muted small"> · {t('supply.room_left_word')}</span>
                    )}
                    {isKept(supply, printer) && (
                      <span className="muted small">
                        {' · '}
                        <Age at={supply.observed_at} />
                      </span>
                    )}
                  </span>
                  <SupplyBar supply={supply} stale={stale} kept={isKept(supply, printer)} wide />
                  <span className={styles.days}>{daysOrWhy(t, supply, true)}</span>
                </div>
              ))}
            </div>
          )}
        </Panel>
        <Panel title={t('printer.alerts')} id="alerts">
          {!printer.communicating && (
            <Note tone="warning">
              {printer.agent_id ? t('printer.unreachable_detail') : t('printer.no_agent_detail')}
            </Note>
          )}
          {printer.same_serial_number.length > 0 && (
            <Note tone="warning">
              <Neighbours
                intro={t('printer.same_serial', { count: printer.same_serial_number.length })}
                printers={printer.same_serial_number}
              />
            </Note>
          )}
          {printer.registration_problem !== 'none' && (
            <Note tone="warning">
              {t(`printer.registration_detail.${printer.registration_problem}`)}
              {printer.registration_reason && (
                <p className="break">{t('printer.registration_reason', { reason: printer.registration_reason })}</p>
              )}
            </Note>
          )}
          {printer.unanswered.length > 0 && (
            <Note tone="warning">
              {t('printer.unanswered')}{' '}
              {printer.unanswered
                .map(({ part, observed_at }) =>
                  t('printer.unanswered_part', {
                    part: t(`printer.part.${part}`),
                    age: observed_at ? format.relative(observed_at, now) : t('printer.unanswered_never'),
                  }),
                )
                .join(', ')}
            </Note>
          )}
          {printer.problems.length > 0 && (
            <Note>{t('printer.problems', { problems: printer.problems.join('; ') })}</Note>
          )}
          {printer.alerts.length === 0 ? (
            <StatusWord tone={printer.communicating ? 'ok' : 'neutral'}>
              {printer.communicating ? t('printer.no_alerts') : t('printer.no_alerts_last')}
            </StatusWord>
          ) : (
            <ul className={styles.alerts}>
              {printer.alerts.map((alert, index) => (
                <li key={index} className={styles.alert}>
                  <StatusWord tone={alertTones[alert.severity as keyof typeof alertTones] ?? 'info'}>
                    {t(
                      `printer.severity.${alert.severity === 'critical' ? 'critical' : alert.severity.startsWith('warning') ? 'warning' : 'other'}`,
                    )}
                  </StatusWord>
                  <span className="break">{alert.description}</span>
                </li>
              ))}
            </ul>
          )}
        </Panel>
        {panes.map((pane) => (
          <PaneFrame key={pane.title} pane={pane}>
            <pane.Part printer={printer} />
          </PaneFrame>
        ))}
      </div>
      <Actions printer={printer} />
    </div>
  )
}

function Actions({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const mayAssign = useAllowed('assignPrinterContacts')
  const [assigning, setAssigning] = useState(false)
  const request = useGetStatus(printer)
  const contactId = printer.contact_id
  const [removing, setRemoving] = useState(false)
  const mayRestart = useAllowed('restartPrinters')
  const [acting, setActing] = useState<PrinterAction | 'location' | null>(null)
  // Without an agent nobody can tell the printer anything.
  const noAgent = printer.agent_id ? undefined : t('printer.no_agent')
  const problemText = useProblemText()
  const giveBack = useMutation({
    mutationFn: (contact_id: string) => assignContact(printer.organization_id, [printer.id], contact_id),
    onSuccess: async () => {
      await refreshContacts(queryClient)
      toast(t('printers.assign_undone', { count: 1 }))
    },
    onError: (error) => {
      const { title, detail } = problemText(error)
      toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
    },
  })
  const unassign = useMutation({
    mutationFn: (_before: string) =>
      body(
        api.PUT('/api/v1/printers/{printer_id}/contact', {
          params: {
            path: { printer_id: printer.id },
            query: { organization_id: organizationId },
            header: { 'If-Match': `"${printer.version}"` },
          },
          body: { contact_id: null },
        }),
      ),
    onSuccess: async (_printer, before) => {
      setRemoving(false)
      await refreshContacts(queryClient)
      toast(t('printer.contact_removed'), { undo: () => giveBack.mutate(before) })
    },
  })
  return (
    <div className="stack">
      <Panel title={t('printer.actions')} id="actions">
        <div className={styles.actions}>
          <BusyButton
            variant="contained"
            startIcon={<RefreshCw size={16} />}
            busy={request.running}
            onClick={request.start}
          >
            {request.running ? t('printer.getting_status') : t('printers.get_status')}
          </BusyButton>
          {request.outcome && (
            <div role="status">
              <Note tone={request.outcome.ok ? 'info' : 'warning'}>{request.outcome.text}</Note>
            </div>
          )}
          {request.error && <ProblemLine error={request.error} />}
          <LinkButton
            variant="outlined"
            startIcon={<ClipboardList size={16} />}
            to="/supply-orders"
            search={{ printer_id: printer.id }}
          >
            {t('printer.view_orders')}
          </LinkButton>
          {mayRestart && (
            <>
              <Button variant="outlined" startIcon={<MapPin size={16} />} onClick={() => setActing('location')}>
                {t('printers.update_location')}
              </Button>
              <BusyButton
                variant="outlined"
                startIcon={<FileText size={16} />}
                busy={noAgent !== undefined}
                onClick={() => setActing('test_page')}
              >
                {t('printers.print_test_page')}
              </BusyButton>
              <BusyButton
                variant="outlined"
                startIcon={<RotateCw size={16} />}
                busy={noAgent !== undefined}
                onClick={() => setActing('restart')}
              >
                {t('printers.restart')}
              </BusyButton>
              {noAgent && <p className="muted small">{noAgent}</p>}
            </>
          )}
          <PrinterFleetActions printer={printer} />
        </div>
      </Panel>
      <Panel title={t('printers.column.contact')} id="delivery">
        {contactId ? (
          <>
            <Link to="/contacts/$contactId" params={{ contactId }}>
              <strong>{printer.contact_name}</strong>
            </Link>
            <p className="muted small">{t('printer.contact_help')}</p>
          </>
        ) : (
          <div className={styles.todo}>
            <strong>{t('printers.no_contact')}</strong>
            <span className="small">{t('printer.no_contact_detail')}</span>
          </div>
        )}
        {mayAssign && (
          <div className="row wrap" style={{ marginTop: 12 }}>
            <Button variant="outlined" startIcon={<Truck size={16} />} onClick={() => setAssigning(true)}>
              {contactId ? t('printer.change_contact') : t('printer.assign_contact')}
            </Button>
            {contactId && (
              <BusyButton busy={unassign.isPending} onClick={() => setRemoving(true)}>
                {t('printer.remove_contact')}
              </BusyButton>
            )}
          </div>
        )}
      </Panel>
      {removing && contactId && (
        <ConfirmDialog
          title={t('printer.remove_contact_title')}
          confirm={t('printer.remove_contact_confirm')}
          danger
          busy={unassign.isPending}
          error={unassign.error}
          onConfirm={() => unassign.mutate(contactId)}
          onClose={() => {
            unassign.reset()
            setRemoving(false)
          }}
        >
          <p>{t('printer.remove_contact_detail', { name: printer.contact_name ?? '' })}</p>
          <ContactEffects organizationId={printer.organization_id} printerIds={[printer.id]} contactId={null} />
        </ConfirmDialog>
      )}
      {acting === 'location' && (
        <LocationDialog printers={[printer]} location={printer.location ?? ''} onClose={() => setActing(null)} />
      )}
      {acting !== null && acting !== 'location' && (
        <ActionDialog
          printers={[printer]}
          action={acting}
          onClose={() => setActing(null)}
          onStarted={() => undefined}
        />
      )}
      {assigning && <AssignContactDialog printers={[printer]} onClose={() => setAssigning(false)} />}
    </div>
  )
}

/** "Get printer status" for one printer: starts the task, follows it, says how it ended (PRN-5). */
function useGetStatus(printer: Printer) {
  const { t } = useTranslation()
  const format = useFormat()
  const organization_id = useOrganizationId()
  const queryClient = useQueryClient()
  const [taskId, setTaskId] = useState<string | null>(null)
  const start = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/printers/status-requests', {
          params: { query: { organization_id }, header: { 'Idempotency-Key': newIdempotencyKey() } },
          body: { printer_ids: [printer.id] },
        }),
      ),
    onSuccess: (task) => {
      setTaskId(task.id)
      void queryClient.invalidateQueries({ queryKey: ['tasks'] })
    },
  })
  const result = useQuery({
    queryKey: ['tasks', organization_id, 'status-of', taskId],
    enabled: taskId !== null,
    queryFn: async ({ signal }) => {
      const path = { task_id: taskId ?? '' }
      const task = await body(
        api.GET('/api/v1/tasks/{task_id}', { params: { path, query: { organization_id } }, signal }),
      )
      if (task.state === 'queued' || task.state === 'running') return { done: false, ok: false, detail: null }
      const items = await body(
        api.GET('/api/v1/tasks/{task_id}/items', { params: { path, query: { organization_id, limit: 1 } }, signal }),
      )
      await queryClient.invalidateQueries({ queryKey: ['printers', organization_id] })
      return { done: true, ok: task.state === 'completed', detail: items.items[0]?.reason?.text ?? null }
    },
    refetchInterval: (query) => (query.state.data?.done ? false : 500),
  })
  const ended = result.data?.done ? result.data : null
  return {
    start: () => {
      setTaskId(null)
      start.mutate()
    },
    running: start.isPending || (taskId !== null && !ended && !result.isError),
    error: start.error ?? result.error,
    outcome: ended
      ? {
          ok: ended.ok,
          text: ended.ok
            ? t('printer.status_fresh', { time: format.time(result.dataUpdatedAt) })
            : (ended.detail ?? t('printer.status_failed')),
        }
      : null,
  }
}
