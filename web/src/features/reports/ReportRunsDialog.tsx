import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useInfiniteQuery } from '@tanstack/react-query'
import { FileCheck2, FileClock, FileX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { useNow } from '../../lib/now.ts'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { DownloadButton } from '../../ui/DownloadButton.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import type { Report, ReportRun } from './reportFields.ts'
import { reportFileUrl, reportRunsQuery } from './reportsApi.ts'

const icons: Record<ReportRun['state'], ReactNode> = {
  waiting: <FileClock size={15} />,
  done: <FileCheck2 size={15} />,
  failed: <FileX size={15} />,
}
const problems = ['owner_gone', 'view_gone', 'nobody_left', 'too_long'] as const

/** When a report was made, for whom, and its files while they are kept (RPT-1). */
export function ReportRunsDialog({ report, onClose }: { report: Report; onClose: () => void }) {
  const now = useNow()
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const runs = useInfiniteQuery(reportRunsQuery(organizationId, report.id))
  const items = runs.data?.pages.flatMap((page) => page.items) ?? []
  const why = (run: ReportRun) =>
    t(`reports.problem.${problems.find((one) => `report_${one}` === run.problem) ?? 'other'}`)
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="report-runs-title">
      <DialogTitle id="report-runs-title" className="break">
        {t('reports.runs_of', { name: report.name })}
      </DialogTitle>
      <DialogContent>
        {runs.isPending ? (
          <Lines count={4} />
        ) : runs.isError ? (
          <Problem error={runs.error} onRetry={() => void runs.refetch()} />
        ) : items.length === 0 ? (
          <p className="muted">{t('reports.no_runs')}</p>
        ) : (
          <Timeline
            entries={items.map((run) => ({
              id: run.id,
              at: run.created_at,
              icon: icons[run.state],
              title: (
                <>
                  <strong>{t(`reports.run_state.${run.state}`)}</strong>
                  {run.state === 'failed' && <p>{why(run)}</p>}
                  {run.sent_to.length > 0 && (
                    <p>
                      <Breakable text={t('reports.sent_to', { addresses: run.sent_to.join(', ') })} />
                    </p>
                  )}
                  {run.skipped.length > 0 && (
                    <p>
                      <Breakable text={t('reports.skipped', { addresses: run.skipped.join(', ') })} />
                    </p>
                  )}
                  {run.file_until && Date.parse(run.file_until) > now && report.is_mine && (
                    <p>
                      <DownloadButton url={reportFileUrl(organizationId, run.id)}>
                        {t('reports.download')}
                      </DownloadButton>
                    </p>
                  )}
                </>
              ),
              detail: [
                run.rows === null || run.rows === undefined
                  ? undefined
                  : t('reports.rows', { count: run.rows, rows: format.number(run.rows) }),
                run.asked_by === '' ? t('reports.by_schedule') : run.asked_by,
              ]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        )}
        {runs.hasNextPage && (
          <BusyButton busy={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
            {t('reports.older')}
          </BusyButton>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
