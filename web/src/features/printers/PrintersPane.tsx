import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Problem } from '../../ui/Problem.tsx'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import styles from './PrintersPane.module.css'
import { stateTones } from './PrinterState.tsx'
import type { PrintersSearch } from './printersSearch.ts'
import { printersList, printerStates } from './printersSearch.ts'

/** How many printers match; the list's own estimate. */
function usePrinterCounts(filters: PrintersSearch[]) {
  const organization_id = useOrganizationId()
  return useQueries({
    queries: filters.map((filter) => ({
      queryKey: ['printers', organization_id, 'count', filter],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const page = await body(
          api.GET('/api/v1/printers', {
            params: { query: { ...printersList.query(organization_id, filter), limit: 1 } },
            signal,
          }),
        )
        return page.total_estimate ?? page.items.length
      },
      refetchInterval: 60_000,
    })),
  })
}

/** How many printers there are, by state; each figure leads to the list that it counts (PRT-1). */
export default function PrintersPane() {
  const { t } = useTranslation()
  const format = useFormat()
  const rows: Array<{ search: PrintersSearch; tone: Tone; label: string }> = [
    // Each printer is in one of them, so that they add up.
    ...printerStates.map((state) => ({
      search: { state: [state] },
      tone: stateTones[state],
      label: t(`printers.state.${state}`),
    })),
    { search: { newly_discovered: true }, tone: 'info', label: t('printers_pane.newly_discovered') },
  ]
  const [total, ...counts] = usePrinterCounts([{}, ...rows.map((row) => row.search)])
  if (total?.isError) return <Problem error={total.error} onRetry={() => void total.refetch()} />
  return (
    <>
      <div className={styles.big}>
        <span className={styles.figure}>{total?.data === undefined ? ' ' : format.number(total.data)}</span>
        <span className="muted">{t('printers_pane.word', { count: total?.data ?? 0 })}</span>
      </div>
      <div className={styles.share} aria-hidden>
        {rows.slice(0, printerStates.length).map((row, index) => (
          <span key={row.label} data-tone={row.tone} style={{ flexGrow: counts[index]?.data ?? 0 }} />
        ))}
      </div>
      <ul>
        {rows.map((row, index) => (
          <li key={row.label}>
            <Link to="/printers" search={row.search} className={styles.count}>
              <StatusWord tone={counts[index]?.data === 0 ? 'neutral' : row.tone}>{row.label}</StatusWord>
              <span className={styles.countFigure}>
                {counts[index]?.data === undefined ? '' : format.number(counts[index].data)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  )
}
