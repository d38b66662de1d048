import { OutlinedInput } from '@mui/material'
import { keepPreviousData } from '@tanstack/react-query'
import { ScrollText } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { ItemOf } from '../../api/types.ts'
import { exportUrl } from '../../lib/exportUrl.ts'
import { useListQuery, useListState } from '../../lib/listState.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty, NoMatches } from '../../ui/Empty.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { RowButton } from '../../ui/RowButton.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { ListTable } from '../../ui/table/ListTable.tsx'
import { ListToolbar } from '../../ui/table/ListToolbar.tsx'
import { AuditDialog } from './AuditDialog.tsx'
import { auditActions, auditTypes } from './auditActions.ts'
import type { AuditSearch } from './auditSearch.ts'
import { auditList } from './auditSearch.ts'
import { useAuditWords } from './auditWords.ts'
import styles from './audit.module.css'

export type AuditEvent = ItemOf<'/api/v1/audit-events'>

/** The list's filters as a file; the server writes it while it is read. */
const auditExport = (organization_id: string, search: AuditSearch): string =>
  exportUrl('/api/v1/audit-events/export', { organization_id, ...auditList.filters(search) })

/** Who changed what, for administrators (IDN-5). */
export function AuditPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const words = useAuditWords()
  const list = useListState(auditList)
  const { search } = list
  const events = useListQuery(list, {
    queryKey: ['audit-events', organizationId, 'list', search],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/audit-events', { params: { query: auditList.query(organizationId, search) }, signal })),
    placeholderData: keepPreviousData,
  })
  const [shown, setShown] = useState<AuditEvent | null>(null)
  const { set } = list
  const columns = useMemo(
    (): Array<Column<AuditEvent>> => [
      {
        id: 'what',
        header: t('audit.column.what'),
        width: 230,
        cell: (event) => <RowButton onClick={() => setShown(event)}>{words.action(event.action)}</RowButton>,
      },
      {
        id: 'object',
        header: t('audit.column.object'),
        width: 220,
        cell: (event) => <Breakable text={event.object_name} />,
      },
      {
        id: 'who',
        header: t('audit.column.who'),
        width: 220,
        cell: (event) => <Breakable text={words.who(event)} />,
      },
      {
        id: 'at',
        header: t('audit.column.at'),
        width: 180,
        cell: (event) => <time dateTime={event.at}>{format.dateTime(event.at)}</time>,
      },
      {
        id: 'address',
        header: t('audit.column.address'),
        width: 150,
        phoneHidden: true,
        cell: (event) =>
          event.address ? <span className="mono">{event.address}</span> : <span className="faint">–</span>,
      },
      {
        id: 'type',
        header: t('audit.column.type'),
        width: 150,
        hidden: true,
        phoneHidden: true,
        cell: (event) => words.type(event.object_type),
      },
      {
        id: 'outcome',
        header: t('audit.column.outcome'),
        width: 130,
        cell: (event) => (
          <StatusWord tone={event.outcome === 'refused' ? 'warning' : 'ok'}>
            {t(`audit.outcome.${event.outcome}`)}
          </StatusWord>
        ),
      },
    ],
    [t, format, words],
  )
  const filtered = Object.keys(auditList.filters(search)).length > 0
  return (
    <>
      <PageHead title={t('audit.title')} context={t('audit.context')}>
        <ExportButtons url={auditExport(organizationId, search)}>{t('audit.export')}</ExportButtons>
      </PageHead>
      <ListTable
        file="page"
        id="audit-log"
        label={t('audit.title')}
        columns={columns}
        rowId={(event) => event.id}
        rowName={(event) => t('audit.of', { what: words.action(event.action), name: event.object_name })}
        list={list}
        query={events}
        toolbar={
          <>
            <ListToolbar
              searchLabel={t('audit.search')}
              search={search.search}
              onSearch={(value) => set({ search: value }, { replace: true })}
              filters={[
                {
                  id: 'action',
                  multiple: true,
                  label: t('audit.column.what'),
                  options: auditActions.map((action) => ({ value: action, label: words.action(action) })),
                },
                {
                  id: 'type',
                  multiple: true,
                  label: t('audit.column.type'),
                  options: auditTypes.map((type) => ({ value: type, label: words.type(type) })),
                },
                {
                  id: 'by',
                  label: t('audit.column.who'),
                  of: organizationId,
                  load: async (typed) => {
                    const found = await body(
                      api.GET('/api/v1/users', {
                        params: { query: { organization_id: organizationId, search: typed, limit: 20 } },
                      }),
                    )
                    const people = found.items.map((user) => ({ value: user.email, label: user.email }))
                    // Also those of other organizations, and keys and agents: by how their name begins.
                    return typed === ''
                      ? people
                      : [{ value: typed, label: t('audit.only_by', { name: typed }) }, ...people]
                  },
                },
                {
                  id: 'outcome',
                  multiple: true,
                  label: t('audit.column.outcome'),
                  options: (['done', 'refused'] as const).map((outcome) => ({
                    value: outcome,
                    label: t(`audit.outcome.${outcome}`),
                  })),
                },
                { id: 'address', label: t('audit.column.address') },
                { id: 'object', label: t('audit.column.object'), labelOf: () => events.data?.items[0]?.object_name },
              ]}
              values={{
                action: search.action,
                type: search.type,
                by: search.by,
                outcome: search.outcome,
                address: search.address,
                object: search.object,
              }}
              onValues={(id, values) => set({ [id]: values })}
              onFilter={(id, value) => set({ [id]: value })}
            />
            <Day label={t('audit.from')} value={search.from} onChange={(value) => set({ from: value })} />
            <Day label={t('audit.to')} value={search.to} onChange={(value) => set({ to: value })} />
          </>
        }
        empty={
          filtered ? (
            <NoMatches
              onClear={() =>
                set({
                  search: undefined,
                  action: undefined,
                  type: undefined,
                  object: undefined,
                  by: undefined,
                  address: undefined,
                  outcome: undefined,
                  from: undefined,
                  to: undefined,
                })
              }
            />
          ) : (
            <Empty icon={<ScrollText size={22} />} title={t('audit.empty')}>
              {t('audit.empty_detail')}
            </Empty>
          )
        }
      />
      {shown && (
        <AuditDialog
          event={shown}
          onClose={() => setShown(null)}
          onOnly={(patch) => {
            setShown(null)
            set(patch)
          }}
        />
      )}
    </>
  )
}

function Day({
  label,
  value,
  onChange,
}: {
  label: string
  value: string | undefined
  onChange: (value: string | undefined) => void
}) {
  const id = useId()
  return (
    <span className={styles.day}>
      <label htmlFor={id}>{label}</label>
      <OutlinedInput
        id={id}
        type="date"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)}
      />
    </span>
  )
}
