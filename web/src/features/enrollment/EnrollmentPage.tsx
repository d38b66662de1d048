import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bell, BellOff, CirclePause, CirclePlay, ListChecks, UserRoundMinus, UserRoundPlus } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { toast } from '../../ui/Toasts.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { nothingSelected } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { useSelection } from '../../ui/table/useSelection.ts'
import { useSiteFilter } from '../../ui/table/useSiteFilter.ts'
import { contractQuery, operatorTermsQuery } from '../contracts/contractsApi.ts'
import { ReleaseDialog, WithdrawDialog } from './ConfirmDialogs.tsx'
import { EnrollDialog } from './EnrollDialog.tsx'
import { EnrollmentState } from './EnrollmentState.tsx'
import type { EnrollmentRow } from './enrollmentApi.ts'
import { enrollmentName, enrollmentsExport, enrollmentsQuery, matchingPrinters, mostAtOnce } from './enrollmentApi.ts'
import { enrollmentList, participations } from './enrollmentSearch.ts'
import { Sections } from './Sections.tsx'
import { ServiceDesk } from './ServiceDesk.tsx'
import { HoldDialog, SilenceDialog } from './TextDialogs.tsx'

type Doing = { what: 'enroll' | 'withdraw' | 'hold' | 'release' | 'silence' | 'no_silence'; ids: string[] }

/** ASR enrollment and management: which printers take part, why the others do not, and who changes it (ASR-2, ASR-17). */
export function EnrollmentPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const several = useOrganization()?.tier !== 'child'
  const problemText = useProblemText()
  const mayEnroll = useAllowed('enrollPrinters')
  const mayWithdraw = useAllowed('withdrawPrinters')
  const mayHold = useAllowed('holdSupplies')
  const mayRelease = useAllowed('releaseSupplies')
  const maySilence = useAllowed('setExpectedSilences')
  const list = useListState(enrollmentList)
  const { search } = list
  const printers = useListQuery(list, enrollmentsQuery(organizationId, search))
  const contract = useQuery({
    ...contractQuery(organizationId, search.contract_id ?? ''),
    enabled: search.contract_id !== undefined,
  }).data?.data
  const site = useSiteFilter(organizationId, search.site_id, t('enrollment.column.site'))
  const desk = useQuery(operatorTermsQuery(organizationId)).data?.data
  const [selection, setSelection] = useSelection(organizationId + JSON.stringify(enrollmentList.filters(search)))
  const [doing, setDoing] = useState<Doing | null>(null)
  const columns = useMemo(
    (): Array<Column<EnrollmentRow>> => [
      {
        id: 'printer',
        header: t('enrollment.column.printer'),
        width: 240,
        sort: 'model',
        cell: (printer) => (
          <Link to="/printers/$printerId" params={{ printerId: printer.id }}>
            {enrollmentName(printer)}
          </Link>
        ),
      },
      {
        id: 'state',
        header: t('enrollment.column.state'),
        width: 230,
        phoneLine: true,
        cell: (printer) => <EnrollmentState of={printer} />,
      },
      {
        id: 'hold',
        sort: 'held_at',
        header: t('enrollment.column.hold'),
        width: 190,
        cell: (printer) => (printer.held_at ? <StatusWord tone="warning">{printer.hold_reason}</StatusWord> : '–'),
      },
      ...(several
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('enrollment.column.organization'),
              width: 160,
              cell: (printer: EnrollmentRow) => printer.organization_name,
            },
          ]
        : []),
      {
        id: 'contract',
        sort: 'contract_number',
        header: t('enrollment.column.contract'),
        width: 140,
        phoneHidden: true,
        cell: (printer) =>
          printer.contract_id ? (
            <Link to="/contracts/$contractId" params={{ contractId: printer.contract_id }}>
              {printer.contract_number}
            </Link>
          ) : (
            '–'
          ),
      },
      {
        id: 'location',
        sort: 'location',
        header: t('enrollment.column.location'),
        width: 180,
        cell: (printer) => [printer.site_name, printer.location].filter(Boolean).join(' · ') || '–',
      },
      {
        id: 'serial_number',
        header: t('enrollment.column.serial_number'),
        width: 150,
        sort: 'serial_number',
        hidden: true,
        phoneHidden: true,
        cell: (printer) => <Breakable text={printer.serial_number || '–'} />,
      },
      {
        id: 'enrolled_at',
        sort: 'enrolled_at',
        header: t('enrollment.column.enrolled_at'),
        width: 120,
        phoneHidden: true,
        cell: (printer) => <Age at={printer.enrolled_at} />,
      },
    ],
    [t, several],
  )
  const start = (what: Doing['what']) =>
    void (selection.all ? matchingPrinters(organizationId, search) : Promise.resolve([...selection.ids])).then(
      (ids) => setDoing({ what, ids }),
      (error: unknown) => {
        const { title, detail } = problemText(error)
        toast([title, detail].filter(Boolean).join('. '), { tone: 'problem' })
      },
    )
  const filtered =
    search.search !== undefined ||
    search.participating !== undefined ||
    search.contract_id !== undefined ||
    search.site_id !== undefined
  const close = () => setDoing(null)
  const done = () => setSelection(nothingSelected)
  const byServiceDesk = printers.data?.items.some((printer) => !printer.may_change && printer.customer === 'mps')
  const chooses = mayEnroll || mayHold || maySilence
  return (
    <>
      <PageHead title={t('nav.enrollment')} context={t('enrollment.context')}>
        <ExportButtons url={enrollmentsExport(organizationId, search)}>{t('enrollment.export')}</ExportButtons>
      </PageHead>
      <Sections />
      {byServiceDesk && desk && <ServiceDesk phone={desk.service_desk_phone} email={desk.service_desk_email} />}
      <ListTable
        file="page"
        id="enrollment"
        label={t('enrollment.section.printers')}
        columns={columns}
        rowId={(printer) => printer.id}
        rowName={enrollmentName}
        list={list}
        query={printers}
        defaultSort="model"
        {...(chooses ? { selection, onSelection: setSelection } : {})}
        actions={
          <>
            {mayEnroll && (
              <Button variant="outlined" startIcon={<UserRoundPlus size={16} />} onClick={() => start('enroll')}>
                {t('enrollment.enroll')}
              </Button>
            )}
            {mayWithdraw && (
              <Button variant="outlined" startIcon={<UserRoundMinus size={16} />} onClick={() => start('withdraw')}>
                {t('enrollment.withdraw')}
              </Button>
            )}
            {mayHold && (
              <Button variant="outlined" startIcon={<CirclePause size={16} />} onClick={() => start('hold')}>
                {t('enrollment.hold')}
              </Button>
            )}
            {mayRelease && (
              <Button variant="outlined" startIcon={<CirclePlay size={16} />} onClick={() => start('release')}>
                {t('enrollment.release')}
              </Button>
            )}
            {maySilence && (
              <>
                <Button variant="outlined" startIcon={<BellOff size={16} />} onClick={() => start('silence')}>
                  {t('enrollment.silence_begin')}
                </Button>
                <Button variant="outlined" startIcon={<Bell size={16} />} onClick={() => start('no_silence')}>
                  {t('enrollment.silence_end')}
                </Button>
              </>
            )}
            {selection.all && (
              <span className="muted small">{t('enrollment.most_at_once', { count: mostAtOnce })}</span>
            )}
          </>
        }
        toolbar={
          <ListToolbar
            searchLabel={t('enrollment.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              {
                id: 'participating',
                label: t('enrollment.column.state'),
                options: participations.map((each) => ({ value: each, label: t(`enrollment.participating.${each}`) })),
              },
              site,
              {
                id: 'contract_id',
                label: t('enrollment.column.contract'),
                options: [],
                labelOf: () => contract?.number ?? '…',
              },
            ]}
            values={{
              participating: search.participating,
              site_id: search.site_id,
              contract_id: search.contract_id,
            }}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches
              onClear={() =>
                list.set({ search: undefined, participating: undefined, contract_id: undefined, site_id: undefined })
              }
            />
          ) : (
            <Empty
              icon={<ListChecks size={22} />}
              title={t('enrollment.empty')}
              action={
                <LinkButton variant="contained" to="/printers">
                  {t('enrollment.to_printers')}
                </LinkButton>
              }
            >
              {t('enrollment.empty_detail')}
            </Empty>
          )
        }
      />
      {doing?.what === 'enroll' && <EnrollDialog ids={doing.ids} onDone={done} onClose={close} />}
      {doing?.what === 'withdraw' && <WithdrawDialog ids={doing.ids} onDone={done} onClose={close} />}
      {doing?.what === 'hold' && <HoldDialog ids={doing.ids} onDone={done} onClose={close} />}
      {(doing?.what === 'silence' || doing?.what === 'no_silence') && (
        <SilenceDialog ids={doing.ids} expected={doing.what === 'no_silence'} onDone={done} onClose={close} />
      )}
      {doing?.what === 'release' && <ReleaseDialog ids={doing.ids} onDone={done} onClose={close} />}
    </>
  )
}
