import { Link } from '@tanstack/react-router'
import { FileCheck2 } from 'lucide-react'
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
import { StatementState } from './StatementState.tsx'
import type { StatementRow } from './statementsApi.ts'
import { statementsQuery } from './statementsApi.ts'
import { statementsList, statementStates } from './statementsSearch.ts'

/** One statement for each contract and period. */
export function StatementsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const several = useSeesSeveral()
  const list = useListState(statementsList)
  const { search } = list
  const statements = useListQuery(list, statementsQuery(organizationId, search))
  const columns = useMemo(
    (): Array<Column<StatementRow>> => [
      {
        id: 'period',
        header: t('statements.column.period'),
        width: 230,
        sort: 'period_ends_on',
        cell: (statement) => (
          <Link to="/statements/$statementId" params={{ statementId: statement.id }}>
            {t('statements.period', {
              from: format.day(statement.period_starts_on),
              to: format.day(statement.period_ends_on),
            })}
          </Link>
        ),
      },
      {
        id: 'contract',
        sort: 'contract_number',
        header: t('statements.column.contract'),
        width: 220,
        cell: (statement) => <Breakable text={`${statement.contract_number} ${statement.contract_name}`} />,
      },
      ...(several
        ? [
            {
              id: 'organization',
              sort: 'organization_name',
              header: t('organizations.field.organization'),
              width: 180,
              cell: (statement: StatementRow) => <Breakable text={statement.organization_name} />,
            },
          ]
        : []),
      {
        id: 'state',
        sort: 'state',
        header: t('statements.column.state'),
        width: 150,
        cell: (statement) => <StatementState state={statement.state} />,
      },
      {
        id: 'approved',
        sort: 'approved_at',
        header: t('statements.column.approved'),
        width: 210,
        phoneHidden: true,
        cell: (statement) =>
          statement.approved_at ? (
            <>
              <Breakable text={statement.approved_by} /> · <Age at={statement.approved_at} />
            </>
          ) : (
            <span className="faint">–</span>
          ),
      },
      {
        id: 'created',
        header: t('statements.column.created'),
        width: 130,
        sort: 'created_at',
        phoneHidden: true,
        cell: (statement) => <Age at={statement.created_at} />,
      },
    ],
    [t, format, several],
  )
  const filtered = search.state !== undefined || search.contract_id !== undefined
  return (
    <>
      <PageHead title={t('nav.statements')} context={t('statements.context')} />
      <ListTable
        id="statements"
        label={t('nav.statements')}
        columns={columns}
        rowId={(statement) => statement.id}
        rowName={(statement) => statement.contract_number}
        list={list}
        query={statements}
        defaultSort="-period_ends_on"
        toolbar={
          <ListToolbar
            filters={[
              {
                id: 'state',
                multiple: true,
                label: t('statements.column.state'),
                options: statementStates.map((value) => ({ value, label: t(`statements.state.${value}`) })),
              },
            ]}
            values={{ state: search.state }}
            onValues={(id, values) => list.set({ [id]: values })}
            onFilter={(id, value) => list.set({ [id]: value })}
          />
        }
        empty={
          filtered ? (
            <NoMatches onClear={() => list.set({ state: undefined, contract_id: undefined })} />
          ) : (
            <Empty icon={<FileCheck2 size={22} />} title={t('statements.empty')}>
              {t('statements.empty_detail')}
            </Empty>
          )
        }
      />
    </>
  )
}
