import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { BellRing } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useOrganizationId, useSeesSeveral } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { printerName, printerQuery } from '../printers/printersApi.ts'
import { conditions } from './alertConditions.ts'
import type { AlertNotice } from './alertFields.ts'
import { alertLogQuery, alertRuleQuery } from './alertsApi.ts'
import { alertLogList } from './alertsSearch.ts'
import { valueWords } from './alertWords.ts'
import { Sections } from './Sections.tsx'

/** What alert rules told: which printer, what, when, to whom (NOT-2). */
export function AlertLogPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const several = useSeesSeveral()
  const list = useListState(alertLogList)
  const { search } = list
  const notices = useListQuery(list, alertLogQuery(organizationId, search))
  const rule = useQuery({
    ...alertRuleQuery(organizationId, search.rule_id ?? ''),
    enabled: search.rule_id !== undefined,
  }).data
  const printer = useQuery({
    ...printerQuery(organizationId, search.printer_id ?? ''),
    enabled: search.printer_id !== undefined,
  }).data?.data
  const columns = useMemo(
    (): Array<Column<AlertNotice>> => [
      {
        id: 'printer',
        sort: 'model',
        header: t('alerts.column.printer'),
        width: 250,
        cell: (notice) => (
          <Link to="/printers/$printerId" params={{ printerId: notice.printer_id }}>
            {[notice.manufacturer, notice.model, notice.serial_number].filter(Boolean).join(' ')}
          </Link>
        ),
      },
      {
        id: 'value',
        sort: 'value',
        header: t('alerts.column.value'),
        width: 240,
        cell: (notice) => <Breakable text={valueWords(t, format, notice)} />,
      },
      {
        id: 'rule',
        sort: 'rule_name',
        header: t('alerts.column.rule'),
        width: 190,
        cell: (notice) => <Breakable text={notice.rule_name} />,
      },
      ...(several
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('organizations.field.organization'),
              width: 170,
              cell: (notice: AlertNotice) => notice.organization_name,
            },
          ]
        : []),
      { id: 'at', header: t('alerts.column.at'), width: 130, sort: 'at', cell: (notice) => <Age at={notice.at} /> },
      {
        id: 'since',
        sort: 'since',
        header: t('alerts.column.since'),
        width: 130,
        phoneHidden: true,
        cell: (notice) => <Age at={notice.since} />,
      },
      {
        id: 'recipients',
        header: t('alerts.column.recipients'),
        width: 260,
        cell: (notice) => (
          <>
            <Breakable text={notice.recipients.length > 0 ? format.list(notice.recipients) : t('alerts.nobody')} />
            {notice.disabled.length > 0 && (
              <div className="muted small">
                <Breakable text={t('alerts.skipped_disabled', { people: format.list(notice.disabled) })} />
              </div>
            )}
            {notice.unwanted.length > 0 && (
              <div className="muted small">
                <Breakable text={t('alerts.skipped_unwanted', { people: format.list(notice.unwanted) })} />
              </div>
            )}
          </>
        ),
      },
    ],
    [t, format, several],
  )
  const filtered = Boolean(search.rule_id ?? search.printer_id ?? search.condition)
  return (
    <>
      <PageHead title={t('nav.alert_log')} context={t('alerts.log_context')} />
      <Sections />
      <ListTable
        id="alert-log"
        label={t('nav.alert_log')}
        columns={columns}
        rowId={(notice) => notice.id}
        rowName={(notice) => `${notice.model} ${notice.serial_number}`}
        list={list}
        query={notices}
        defaultSort="-at"
        toolbar={
          <ListToolbar
            filters={[
              {
                id: 'condition',
                multiple: true,
                label: t('alerts.field.condition'),
                options: conditions.map((value) => ({ value, label: t(`alerts.condition.${value}`) })),
              },
              ...(search.rule_id
                ? [{ id: 'rule_id', label: t('alerts.column.rule'), options: [], labelOf: () => rule?.name ?? '…' }]
                : []),
              ...(search.printer_id
                ? [
                    {
                      id: 'printer_id',
                      label: t('alerts.column.printer'),
                      options: [],
                      labelOf: () => (printer ? printerName(printer) : '…'),
                    },
                  ]
                : []),
            ]}
            values={{ condition: search.condition, rule_id: search.rule_id, printer_id: search.printer_id }}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set({ rule_id: undefined, printer_id: undefined, condition: undefined })} />
          ) : (
            <Empty icon={<BellRing size={22} />} title={t('alerts.log_empty')}>
              {t('alerts.log_empty_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
