import { Link } from '@tanstack/react-router'
import { PhoneCall, PlugZap } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import type { Disconnected } from './enrollmentApi.ts'
import { disconnectedExport, disconnectedQuery, enrollmentName } from './enrollmentApi.ts'
import { customers, disconnectedList } from './enrollmentSearch.ts'
import { silenceCauses } from '../printers/printersSearch.ts'
import { Sections } from './Sections.tsx'
import { CallDialog } from './TextDialogs.tsx'

/** Printers that are silent, for the team that reconnects them: why, whom to call, what they were told (ASR-13). */
export function DisconnectedPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const several = useOrganization()?.tier !== 'child'
  const mayCall = useAllowed('noteDisconnectionCall')
  const list = useListState(disconnectedList)
  const { search } = list
  const printers = useListQuery(list, disconnectedQuery(organizationId, search))
  const [calling, setCalling] = useState<Disconnected | null>(null)
  const columns = useMemo(
    (): Array<Column<Disconnected>> => [
      {
        id: 'printer',
        sort: 'model',
        header: t('enrollment.column.printer'),
        width: 220,
        cell: (printer) => (
          <Link to="/printers/$printerId" params={{ printerId: printer.printer_id }}>
            {enrollmentName(printer)}
          </Link>
        ),
      },
      {
        id: 'silent_since',
        header: t('enrollment.column.silent_since'),
        width: 130,
        sort: 'silent_since',
        cell: (printer) => <Age at={printer.silent_since} />,
      },
      {
        id: 'cause',
        header: t('enrollment.column.cause'),
        width: 240,
        phoneLine: true,
        cell: (printer) => (
          <>
            {t(`reachability.cause.${printer.cause}`)}
            {(printer.seen || printer.detail) !== '' && (
              <div className="muted small">
                <Breakable text={printer.seen || printer.detail} />
              </div>
            )}
          </>
        ),
      },
      ...(several
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('enrollment.column.organization'),
              width: 160,
              cell: (printer: Disconnected) => printer.organization_name,
            },
          ]
        : []),
      {
        id: 'customer',
        sort: 'customer',
        header: t('enrollment.column.customer'),
        width: 130,
        cell: (printer) => (printer.customer ? t(`enrollment.customer.${printer.customer}`) : '–'),
      },
      {
        id: 'contact',
        sort: 'contact_name',
        header: t('enrollment.column.contact'),
        width: 220,
        cell: (printer) => (
          <Breakable text={[printer.contact_name, printer.contact_phone].filter(Boolean).join(' · ') || '–'} />
        ),
      },
      {
        id: 'notices',
        sort: 'last_notice_at',
        header: t('enrollment.column.notices'),
        width: 190,
        cell: (printer) =>
          [
            printer.first_notice_at && t('enrollment.first_notice', { date: format.date(printer.first_notice_at) }),
            printer.last_notice_at && t('enrollment.last_notice', { date: format.date(printer.last_notice_at) }),
          ]
            .filter(Boolean)
            .join(' · ') || '–',
      },
      {
        id: 'called',
        sort: 'called_at',
        header: t('enrollment.column.called'),
        width: 210,
        cell: (printer) =>
          printer.called_at ? (
            <>
              <Age at={printer.called_at} /> {printer.call_note}
            </>
          ) : (
            '–'
          ),
      },
      ...(mayCall
        ? [
            {
              id: 'actions',
              header: t('table.row_actions'),
              actions: true,
              width: 76,
              align: 'end' as const,
              cell: (printer: Disconnected) => (
                <ActionMenu
                  label={t('enrollment.actions_for', { name: enrollmentName(printer) })}
                  actions={[
                    {
                      id: 'call',
                      label: t('enrollment.call'),
                      icon: <PhoneCall size={16} />,
                      onClick: () => setCalling(printer),
                    },
                  ]}
                />
              ),
            },
          ]
        : []),
    ],
    [t, format, several, mayCall],
  )
  const filtered =
    search.search !== undefined ||
    search.customer !== undefined ||
    search.called !== undefined ||
    search.silence !== undefined
  return (
    <>
      <PageHead title={t('enrollment.disconnected_title')} context={t('enrollment.disconnected_context')}>
        <ExportButtons url={disconnectedExport(organizationId, search)}>{t('enrollment.export')}</ExportButtons>
      </PageHead>
      <Sections />
      <ListTable
        file="page"
        id="disconnected"
        label={t('enrollment.disconnected_title')}
        columns={columns}
        rowId={(printer) => printer.id}
        rowName={enrollmentName}
        list={list}
        query={printers}
        defaultSort="silent_since"
        toolbar={
          <ListToolbar
            searchLabel={t('enrollment.search')}
            search={search.search}
            onSearch={(value) => list.set({ search: value }, { replace: true })}
            filters={[
              {
                id: 'customer',
                multiple: true,
                label: t('enrollment.column.customer'),
                options: customers.map((each) => ({ value: each, label: t(`enrollment.customer.${each}`) })),
              },
              {
                id: 'silence',
                multiple: true,
                label: t('enrollment.column.cause'),
                options: silenceCauses.map((each) => ({ value: each, label: t(`reachability.cause.${each}`) })),
              },
              {
                id: 'called',
                label: t('enrollment.column.called'),
                options: [
                  { value: 'true', label: t('enrollment.called.yes') },
                  { value: 'false', label: t('enrollment.called.no') },
                ],
              },
            ]}
            values={{
              customer: search.customer,
              silence: search.silence,
              called: search.called === undefined ? undefined : String(search.called),
            }}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) =>
              list.set(
                id === 'called' ? { called: value === undefined ? undefined : value === 'true' } : { [id]: value },
              )
            }
          />
        }
        empty={
          filtered ? (
            <NoMatches
              onClear={() =>
                list.set({ search: undefined, customer: undefined, called: undefined, silence: undefined })
              }
            />
          ) : (
            <Empty icon={<PlugZap size={22} />} title={t('enrollment.disconnected_empty')}>
              {t('enrollment.disconnected_empty_detail')}
            </Empty>
          )
        }
      />
      {calling && <CallDialog printer={calling} onClose={() => setCalling(null)} />}
    </>
  )
}
