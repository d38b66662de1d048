import { LinearProgress } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { When } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { DownloadLink } from '../../ui/DownloadButton.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import { TaskState } from '../tasks/TaskState.tsx'
import { ImportGroupList } from './ImportGroupList.tsx'
import type { ImportPreview } from './importGroups.ts'
import { hasFailedRows } from './importGroups.ts'
import type { ImportKind, RunningImport } from './kind.ts'
import { cancelImport, importFileUrl, isUnderWay } from './kind.ts'

/** How far an import has come and what became of each row. It goes on when this page is closed. */
export function ImportResult<P extends ImportPreview, I extends RunningImport>({
  kind,
  importId,
}: {
  kind: ImportKind<P, I>
  importId: string
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const found = useQuery({
    queryKey: [kind.imports, organizationId, importId],
    queryFn: ({ signal }) => kind.read(organizationId, importId, signal),
    refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data) ? 500 : false),
  })
  const cancel = useMutation({
    mutationFn: () => cancelImport(organizationId, importId),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [kind.imports] }),
  })
  const ended = found.data !== undefined && !isUnderWay(found.data)
  useEffect(() => {
    if (ended) void queryClient.invalidateQueries({ queryKey: [kind.things] })
  }, [ended, queryClient, kind.things])
  if (found.isPending) return <PageLoading />
  if (found.isError) return <Problem error={found.error} onRetry={() => void found.refetch()} />
  const { data } = found
  const done = { done: format.number(data.rows_done), total: format.number(data.counts.rows) }
  return (
    <div className="stack">
      <Panel>
        <div className="stack">
          <Facts
            columns={2}
            items={[
              [t('imports.file'), <Breakable text={data.file_name} />],
              [t('tasks.column.state'), <TaskState state={data.state} />],
              [
                t('tasks.column.progress'),
                <span className="num" role="status">
                  {t('tasks.progress', done)}
                </span>,
              ],
              [t('tasks.column.who'), <Breakable text={data.created_by} />],
              [t('tasks.column.finished'), <When at={data.finished_at} />],
              [
                t('imports.task'),
                <Link to="/tasks/$taskId" params={{ taskId: data.id }} className="break">
                  <Breakable text={data.id} />
                </Link>,
              ],
            ]}
          />
          {!ended && (
            <>
              <LinearProgress
                variant="determinate"
                value={(100 * data.rows_done) / data.counts.rows}
                aria-label={kind.words.title}
              />
              <div>
                <BusyButton
                  variant="outlined"
                  busy={cancel.isPending || data.cancel_requested}
                  onClick={() => cancel.mutate()}
                >
                  {t('imports.cancel')}
                </BusyButton>
              </div>
            </>
          )}
          {cancel.isError && <ProblemLine error={cancel.error} />}
        </div>
      </Panel>
      <Panel title={t('imports.results')} id="import-results">
        <div className="stack">
          <ImportGroupList
            of={data}
            rows={(name) => kind.rows(data, name)}
            title={(name) => kind.words.group(name, false)}
          />
          {ended && (
            <div className="row wrap">
              <DownloadLink url={importFileUrl(kind.path, organizationId, `${importId}/report`)}>
                {t('imports.report')}
              </DownloadLink>
              {hasFailedRows(data) && (
                <DownloadLink url={importFileUrl(kind.path, organizationId, `${importId}/failed-rows`)}>
                  {t('imports.failed_rows')}
                </DownloadLink>
              )}
              <LinkButton variant="outlined" to={kind.page} search={{}}>
                {t('imports.another')}
              </LinkButton>
              <LinkButton variant="contained" to={kind.list}>
                {kind.words.toList}
              </LinkButton>
            </div>
          )}
        </div>
      </Panel>
    </div>
  )
}
