import { Button, Tab, Tabs } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import {
  FileCheck2,
  FileText,
  FileX2,
  Gauge,
  MapPin,
  PackagePlus,
  Printer,
  RefreshCw,
  RotateCw,
  ShoppingCart,
  Trash2,
  Truck,
  Wrench,
} from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { watchTask } from '../../lib/tasks.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useTick } from '../../lib/now.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { lazyPart } from '../../ui/lazy.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { asWorkbook, useDownload } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { TaskLink } from '../../ui/TaskLink.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { contactsTexts } from '../contacts/texts.ts'
import { keepChosen } from '../mps_express/chosen.ts'
import { mostOffers } from '../orders/ordersSearch.ts'
import { nothingSelected } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { useSelection } from '../../ui/table/useSelection.ts'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import type { Filter } from '../../ui/table/ListToolbar.tsx'
import { SavedViewsMenu } from '../views/SavedViewsMenu.tsx'
import { useSavedViews } from '../views/useSavedViews.ts'
import views from '../views/views.module.css'
import type { AssignWay } from './dialogs/AssignContactDialog.tsx'
import type { PrinterAction } from './dialogs/ActionDialog.tsx'
import { ManagedPrintServicesMenu } from './ManagedPrintServicesMenu.tsx'
import { managedColumns, managedView, printerColumns } from './printerColumns.tsx'
import type { ChosenPrinter } from './printersApi.ts'
import { matchingPrinters, mostAtOnce, printerName, printersExport, printersQuery, totalOf } from './printersApi.ts'
import { useContract } from './useContract.tsx'
import { managedStates, printersList, printerStates, requestStates, silenceCauses } from './printersSearch.ts'

type Columns = ReturnType<typeof printerColumns>
const flags = new Set(['communicating', 'newly_discovered', 'under_contract', 'high_volume', 'registration_failed'])
// Not of the first list: what it costs to see it is held by tests/portal/looks.ts.
const ActionDialog = lazyPart(() => import('./dialogs/ActionDialog.tsx'), Waiting)
const LocationDialog = lazyPart(() => import('./dialogs/LocationDialog.tsx'), Waiting)
const DeregisterDialog = lazyPart(() => import('./dialogs/DeregisterDialog.tsx'), Waiting)
const DeregisteredPrinters = lazyPart(() => import('./DeregisteredPrinters.tsx'), Waiting)
const AssignContactDialog = lazyPart(() => import('./dialogs/AssignContactDialog.tsx'), Waiting, [contactsTexts])

/** The printer list with its named views, filters and actions on many printers (PRN-1, PRN-2, PRN-4). */
export function PrintersPage() {
  const { t } = useTranslation()
  const saving = useDownload()
  const format = useFormat()
  const now = useTick()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const organizationId = useOrganizationId()
  const mayAssign = useAllowed('assignPrinterContacts')
  const mayChange = useAllowed('deregisterPrinters')
  const list = useListState(printersList)
  const { search } = list
  const view = search.view ?? 'all'
  const printers = useListQuery(list, { ...printersQuery(organizationId, search), enabled: view !== 'deregistered' })
  const mayAdd = useAllowed('enrollInMpsExpress')
  const mayOrder = useAllowed('addToSupplyCart')
  const inChild = useOrganization()?.tier === 'child'
  const [assigning, setAssigning] = useState<{ printers: ChosenPrinter[]; way: AssignWay } | null>(null)
  const mayRequestService = useAllowed('createServiceRequests')
  const [acting, setActing] = useState<{ printers: ChosenPrinter[]; action: PrinterAction | 'location' } | null>(null)
  const [deregistering, setDeregistering] = useState<ChosenPrinter[] | null>(null)
  const columns = useMemo(
    () => (view === 'managed' ? managedColumns : (all: Columns) => all)(printerColumns(t, format, now)),
    [view, t, format, now],
  )
  const visible = view === 'managed' ? managedView : undefined
  const saved = useSavedViews({
    list: 'printers',
    definition: printersList,
    state: list,
    table: view === 'all' ? 'printers' : `printers.${view}`,
    columns,
    visible,
  })
  // Another filter means other rows: what was chosen before is no longer in sight.
  const [selection, setSelection] = useSelection(organizationId + JSON.stringify(printersList.filters(search)))
  // Whose a printer is, for each that was ever in sight: what is selected may stand on another page by now.
  const [seen, setSeen] = useState<ReadonlyMap<string, ChosenPrinter>>(new Map())
  const [inSight, setInSight] = useState<ChosenPrinter[]>([])
  const items = printers.data?.items
  if (items && items !== inSight) {
    setInSight(items)
    setSeen(new Map([...seen, ...items.map((printer) => [printer.id, printer] as const)]))
  }
  const chosen = async (): Promise<ChosenPrinter[]> =>
    selection.all
      ? matchingPrinters(organizationId, search)
      : [...selection.ids].flatMap((each) => seen.get(each) ?? [])
  const chosenIds = async (): Promise<string[]> => (await chosen()).map((printer) => printer.id)
  const failed = (error: unknown) => {
    const { title, detail } = problemText(error)
    toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
  }
  const status = useMutation({
    mutationFn: async (ids: string[]) =>
      body(
        api.POST('/api/v1/printers/status-requests', {
          params: { query: { organization_id: organizationId }, header: { 'Idempotency-Key': newIdempotencyKey() } },
          body: { printer_ids: ids },
        }),
      ),
    onSuccess: (task, ids) => {
      watchTask(task.id)
      setSelection(nothingSelected)
      toast(t('printers.status_requested', { count: ids.length }), { link: <TaskLink id={task.id} /> })
      void queryClient.invalidateQueries({ queryKey: ['tasks'] })
    },
    onError: failed,
  })
  const contract = useContract()
  const act = (action: PrinterAction | 'location') =>
    void chosen().then((printers) => setActing({ printers, action }), failed)
  const askStatus = () => void chosenIds().then((ids) => status.mutate(ids), failed)
  const askContact = (way: AssignWay) => void chosen().then((printers) => setAssigning({ printers, way }), failed)

  const filters = usePrinterFilters(organizationId)
  const filterValues = {
    state: search.state,
    site_id: search.site_id,
    agent_id: search.agent_id,
    model: search.model,
    communicating: search.communicating === undefined ? undefined : String(search.communicating),
    supply_below_percent: search.supply_below_percent?.toString(),
    supply_below_days: search.supply_below_days?.toString(),
    newly_discovered: search.newly_discovered === undefined ? undefined : String(search.newly_discovered),
    under_contract: search.under_contract === undefined ? undefined : String(search.under_contract),
    high_volume: search.high_volume === undefined ? undefined : String(search.high_volume),
    managed: search.managed,
    registration_failed: search.registration_failed === undefined ? undefined : String(search.registration_failed),
    service_request: search.service_request,
    silence: search.silence,
    contact_id: search.contact_id,
  }
  const filtered = search.search !== undefined || Object.values(filterValues).some((value) => value !== undefined)
  const setFilter = (id: string, value: string | undefined) => {
    const typed = flags.has(id)
      ? value === undefined
        ? undefined
        : value === 'true'
      : id.startsWith('supply_below')
        ? value === undefined
          ? undefined
          : Number(value)
        : value
    list.set({ [id]: typed })
  }
  const clear = () =>
    list.set({
      search: undefined,
      state: undefined,
      site_id: undefined,
      agent_id: undefined,
      model: undefined,
      communicating: undefined,
      supply_below_percent: undefined,
      supply_below_days: undefined,
      newly_discovered: undefined,
      under_contract: undefined,
      high_volume: undefined,
      managed: undefined,
      registration_failed: undefined,
      service_request: undefined,
      silence: undefined,
      contact_id: undefined,
    })
  const counted =
    typeof printers.data?.total_estimate === 'number' ? printers.data : totalOf(queryClient, organizationId, search)
  const total = counted.total_estimate
  const page = printers.data && { ...printers.data, total_estimate: total, total_is_exact: counted.total_is_exact }
  const orderSupplies = () =>
    void chosenIds().then(
      (ids) =>
        void navigate({
          to: '/supply-orders/new',
          search: ids.length === 1 ? { printer_id: ids[0] } : { printer_ids: ids.slice(0, mostOffers + 1) },
        }),
      failed,
    )
  // All that match are named by what they match, so that the page does not grow with the fleet.
  const showMeters = () =>
    void navigate({
      to: '/printers/meters',
      search: selection.all
        ? { ...printersList.filters(search), sort: search.sort }
        : { printer_id: [...selection.ids], sort: search.sort },
    })
  const noneChosen = !selection.all && selection.ids.size === 0
  const addToMpsExpress = () =>
    void (selection.all && !filtered ? Promise.resolve(null) : chosenIds()).then((ids) => {
      keepChosen(organizationId, ids)
      void navigate({ to: '/mps-express/add', search: {} })
    }, failed)

  // Tabs measure themselves whenever they are drawn: not at each row that is chosen.
  const shownView = saved.open ? false : view
  const noView = saved.none
  const setList = list.set
  const tabs = useMemo(
    () => (
      <Tabs
        value={shownView}
        onChange={(_event, value: typeof view) =>
          setList({ view: value === 'all' ? undefined : value, sort: undefined, saved: noView })
        }
        aria-label={t('printers.views')}
        sx={{ borderBottom: 'none' }}
      >
        <Tab value="all" label={t('printers.view.all')} />
        <Tab value="managed" label={t('printers.view.managed')} />
        <Tab value="deregistered" label={t('printers.view.deregistered')} />
      </Tabs>
    ),
    [t, shownView, noView, setList],
  )

  return (
    <>
      <PageHead
        title={t('printers.title')}
        context={
          total !== null && total !== undefined
            ? t('printers.context', {
                total: format.number(total),
                exact: counted.total_is_exact ? 'yes' : 'no',
                count: total,
              })
            : ' '
        }
      >
        <ManagedPrintServicesMenu
          chosen={noneChosen ? 'none' : 'some'}
          onAssign={(way) => askContact(way)}
          onAdd={addToMpsExpress}
          onStatus={askStatus}
          onExport={(format) => {
            const url = printersExport(organizationId, search)
            saving.mutate(format === 'xlsx' ? asWorkbook(url) : url)
          }}
          exporting={saving.isPending}
        />
      </PageHead>
      <div className={views.bar}>
        {tabs}
        {view !== 'deregistered' && <SavedViewsMenu saved={saved} />}
      </div>
      {view === 'deregistered' ? (
        <DeregisteredPrinters />
      ) : (
        <ListTable
          file="page"
          {...saved.tableProps}
          label={t('printers.title')}
          columns={columns}
          visible={visible}
          rowId={(printer) => printer.id}
          rowName={(printer) => [printerName(printer), printer.serial_number].filter(Boolean).join(' ')}
          list={list}
          query={{ ...printers, data: page }}
          selection={selection}
          onSelection={setSelection}
          actions={
            <>
              <BusyButton
                variant="outlined"
                startIcon={<RefreshCw size={16} />}
                busy={status.isPending}
                onClick={askStatus}
              >
                {t('printers.get_status')}
              </BusyButton>
              {mayAssign && (
                <Button variant="outlined" startIcon={<Truck size={16} />} onClick={() => askContact('choose')}>
                  {t('printers.assign_contact')}
                </Button>
              )}
              {mayOrder && (
                <Button variant="outlined" startIcon={<ShoppingCart size={16} />} onClick={orderSupplies}>
                  {t('printers.add_supplies')}
                </Button>
              )}
              <Button variant="outlined" startIcon={<Gauge size={16} />} onClick={showMeters}>
                {t('printers.show_meters')}
              </Button>
              {mayAdd && inChild && (
                <Button variant="outlined" startIcon={<PackagePlus size={16} />} onClick={addToMpsExpress}>
                  {t('printers.mps.add')}
                </Button>
              )}
              {mayRequestService && (
                <Button
                  variant="outlined"
                  startIcon={<Wrench size={16} />}
                  onClick={() =>
                    void chosenIds().then(
                      (ids) =>
                        void navigate({
                          to: '/service-requests/new/details',
                          search: ids.length === 1 ? { printer_id: ids[0] } : { printer_ids: ids },
                        }),
                      failed,
                    )
                  }
                >
                  {t('printers.request_service')}
                </Button>
              )}
              {mayChange && (
                <ActionMenu
                  label={t('printers.more_actions')}
                  actions={[
                    {
                      id: 'contract',
                      label: t('printers.set_under_contract'),
                      icon: <FileCheck2 size={16} />,
                      onClick: () =>
                        void chosenIds().then((ids) => contract.change({ ids, under_contract: true }), failed),
                    },
                    {
                      id: 'no-contract',
                      label: t('printers.set_not_under_contract'),
                      icon: <FileX2 size={16} />,
                      onClick: () =>
                        void chosenIds().then((ids) => contract.change({ ids, under_contract: false }), failed),
                    },
                    {
                      id: 'location',
                      label: t('printers.update_location'),
                      icon: <MapPin size={16} />,
                      onClick: () => act('location'),
                    },
                    {
                      id: 'test-page',
                      label: t('printers.print_test_page'),
                      icon: <FileText size={16} />,
                      onClick: () => act('test_page'),
                    },
                    {
                      id: 'restart',
                      label: t('printers.restart'),
                      icon: <RotateCw size={16} />,
                      onClick: () => act('restart'),
                    },
                    {
                      id: 'deregister',
                      label: t('printers.deregister'),
                      icon: <Trash2 size={16} />,
                      onClick: () => void chosen().then(setDeregistering, failed),
                    },
                  ]}
                />
              )}
              {selection.all && (total ?? 0) > mostAtOnce && (
                <span className="muted small">{t('printers.most_at_once', { count: mostAtOnce })}</span>
              )}
            </>
          }
          toolbar={
            <ListToolbar
              searchLabel={t('printers.search')}
              search={search.search}
              onSearch={(value) => list.set({ search: value }, { replace: true })}
              filters={filters}
              values={filterValues}
              onFilter={setFilter}
              onValues={(id, values) => list.set({ [id]: values })}
            />
          }
          empty={
            filtered ? (
              <NoMatches onClear={clear} />
            ) : (
              <Empty
                icon={<Printer size={22} />}
                title={t('printers.empty')}
                action={
                  <Button variant="contained" component={Link} to="/agents">
                    {t('printers.empty_action')}
                  </Button>
                }
              >
                {t('printers.empty_detail')}
              </Empty>
            )
          }
        />
      )}
      {contract.dialog}
      {acting && acting.action !== 'location' && (
        <ActionDialog
          printers={acting.printers}
          action={acting.action}
          onClose={() => setActing(null)}
          onStarted={() => setSelection(nothingSelected)}
        />
      )}
      {acting?.action === 'location' && (
        <LocationDialog
          printers={acting.printers}
          onClose={() => setActing(null)}
          onSaved={() => setSelection(nothingSelected)}
        />
      )}
      {deregistering && (
        <DeregisterDialog
          printers={deregistering}
          onClose={() => setDeregistering(null)}
          onStarted={() => setSelection(nothingSelected)}
        />
      )}
      {assigning && (
        <AssignContactDialog
          printers={assigning.printers}
          start={assigning.way}
          onClose={() => setAssigning(null)}
          onAssigned={(rest) => setSelection({ ids: new Set(rest.map((printer) => printer.id)), all: false })}
        />
      )}
    </>
  )
}

function usePrinterFilters(organizationId: string): Filter[] {
  const { t } = useTranslation()
  const format = useFormat()
  const sites = useQuery({
    queryKey: ['sites', organizationId, 'names'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/sites', { params: { query: { organization_id: organizationId, limit: 200 } }, signal })),
    staleTime: 60_000,
  })
  const agents = useQuery({
    queryKey: ['agents', organizationId, 'names'],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/agents', { params: { query: { organization_id: organizationId, limit: 200 } }, signal })),
    staleTime: 60_000,
  })
  return useMemo(() => {
    const named = (items: Array<{ id: string; name: string }> | undefined) =>
      (items ?? []).map((item) => ({ value: item.id, label: item.name }))
    const siteOptions = named(sites.data?.items)
    const agentOptions = named(agents.data?.items)
    const find = (options: Array<{ value: string; label: string }>) => (typed: string) =>
      Promise.resolve(options.filter((option) => option.label.toLowerCase().includes(typed.toLowerCase())))
    const nameOf = (options: Array<{ value: string; label: string }>) => (value: string) =>
      options.find((option) => option.value === value)?.label
    return [
      {
        id: 'state',
        multiple: true,
        label: t('printers.filter.state'),
        options: printerStates.map((state) => ({ value: state, label: t(`printers.state.${state}`) })),
      },
      {
        id: 'communicating',
        label: t('printers.filter.communication'),
        options: [
          { value: 'true', label: t('printers.communicating') },
          { value: 'false', label: t('printers.not_communicating') },
        ],
      },
      {
        id: 'supply_below_percent',
        label: t('printers.filter.below_percent'),
        options: [5, 10, 20, 30, 50].map((value) => ({
          value: String(value),
          label: t('printers.filter.below', { value: format.percent(value) }),
        })),
        labelOf: (value: string) => t('printers.filter.below', { value: format.percent(Number(value)) }),
      },
      {
        id: 'supply_below_days',
        label: t('printers.filter.below_days'),
        options: [7, 14, 21, 30, 60].map((value) => ({
          value: String(value),
          label: t('printers.filter.within_days', { days: value }),
        })),
        labelOf: (value: string) => t('printers.filter.within_days', { days: Number(value) }),
      },
      {
        id: 'site_id',
        multiple: true,
        of: organizationId,
        label: t('printers.column.site'),
        load: find(siteOptions),
        labelOf: nameOf(siteOptions),
      },
      {
        id: 'agent_id',
        multiple: true,
        of: organizationId,
        label: t('printers.column.agent'),
        load: find(agentOptions),
        labelOf: nameOf(agentOptions),
      },
      {
        id: 'model',
        multiple: true,
        of: organizationId,
        label: t('printers.column.model'),
        load: async (typed) => {
          const found = await body(
            api.GET('/api/v1/catalog-models', {
              params: {
                query: {
                  organization_id: organizationId,
                  in_fleet: true,
                  sort: '-printers',
                  limit: 50,
                  search: typed || undefined,
                },
              },
            }),
          )
          return [...new Set(found.items.map(({ model }) => model))].map((model) => ({ value: model, label: model }))
        },
      },
      {
        id: 'under_contract',
        label: t('printers.column.contract'),
        options: [
          { value: 'true', label: t('printers.under_contract') },
          { value: 'false', label: t('printers.not_under_contract') },
        ],
      },
      {
        id: 'high_volume',
        label: t('printers.filter.volume'),
        options: [{ value: 'true', label: t('printers.high_volume') }],
      },
      {
        id: 'managed',
        multiple: true,
        label: t('printers.column.managed'),
        options: managedStates.map((state) => ({ value: state, label: t(`printers.managed.${state}`) })),
      },
      {
        id: 'registration_failed',
        label: t('printers.column.registration'),
        options: [{ value: 'true', label: t('printers.registration.failed') }],
      },
      {
        id: 'service_request',
        multiple: true,
        label: t('nav.service_requests'),
        options: requestStates.map((state) => ({ value: state, label: t(`printers.requests.${state}`) })),
      },
      {
        id: 'silence',
        multiple: true,
        label: t('printers.column.silence'),
        options: silenceCauses.map((cause) => ({ value: cause, label: t(`reachability.cause.${cause}`) })),
      },
      {
        id: 'contact_id',
        label: t('printers.column.contact'),
        options: [],
        labelOf: () => t('printers.filter.this_contact'),
      },
      {
        id: 'newly_discovered',
        label: t('printers.filter.newly'),
        options: [{ value: 'true', label: t('printers.filter.newly_only') }],
      },
    ]
  }, [t, format, organizationId, sites.data, agents.data])
}
