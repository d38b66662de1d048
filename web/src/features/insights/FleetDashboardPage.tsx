import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChartColumn } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { now } from '../../lib/now.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Age } from '../../ui/Age.tsx'
import { Chart } from '../../ui/Chart.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { stateTones } from '../printers/PrinterState.tsx'
import { printerStates } from '../printers/printersSearch.ts'
import type { FleetFigures } from './fleetModels.ts'
import { meanLeft, monthsModel, placesModel } from './fleetModels.ts'
import styles from './insights.module.css'

/** Figures of the fleet, as they were counted last; each leads to what it counts (PRT-6). */
export function FleetDashboardPage() {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const figures = useQuery({
    queryKey: ['fleet-figures', organization_id],
    queryFn: ({ signal }) => body(api.GET('/api/v1/fleet-figures', { params: { query: { organization_id } }, signal })),
    refetchInterval: 300_000,
  })
  return (
    <>
      <PageHead title={t('nav.fleet_dashboard')} context={t('insights.context')} />
      {figures.isPending ? (
        <Lines count={8} />
      ) : figures.isError ? (
        <Problem error={figures.error} onRetry={() => void figures.refetch()} />
      ) : figures.data.counted_at ? (
        <Dashboard figures={figures.data} countedAt={figures.data.counted_at} />
      ) : (
        <Empty icon={<ChartColumn size={22} />} title={t('insights.empty')}>
          {t('insights.empty_detail')}
        </Empty>
      )}
    </>
  )
}

function Dashboard({ figures, countedAt }: { figures: FleetFigures; countedAt: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const left = meanLeft(figures)
  const ends = [
    [7, figures.ends_in_7],
    [14, figures.ends_in_14],
    [30, figures.ends_in_30],
  ] as const
  return (
    <>
      <p className="muted small">
        {t('insights.counted')} <Age at={countedAt} />
      </p>
      <div className={styles.grid}>
        <Panel title={t('insights.states')} id="insights-states">
          <Figures
            rows={printerStates.map((state) => ({
              id: state,
              label: (
                <StatusWord tone={stateTones[state]}>
                  <Link to="/printers" search={{ state: [state] }}>
                    {t(`printers.state.${state}`)}
                  </Link>
                </StatusWord>
              ),
              value: format.number(figures[state]),
            }))}
          />
        </Panel>
        <Panel title={t('insights.ends')} id="insights-ends">
          <Figures
            rows={ends.map(([days, printers]) => ({
              id: String(days),
              label: (
                <Link to="/printers" search={{ supply_below_days: days, sort: 'supply_days' }}>
                  {t('insights.ends_in', { count: days })}
                </Link>
              ),
              value: format.number(printers),
            }))}
          />
        </Panel>
        <Panel title={t('insights.cartridges')} id="insights-cartridges">
          <Figures
            rows={[
              {
                id: 'in_time',
                label: t('insights.in_time'),
                value: t('insights.of', {
                  part: format.number(figures.in_time),
                  all: format.number(figures.ran_empty),
                }),
              },
              {
                id: 'replaced',
                label: <Link to="/cartridges">{t('insights.replaced')}</Link>,
                value: format.number(figures.replaced),
              },
              {
                id: 'early',
                label: (
                  <Link to="/cartridges/each" search={{ ended: ['early'] }}>
                    {t('insights.replaced_early')}
                  </Link>
                ),
                value: format.number(figures.replaced_early),
              },
              {
                id: 'left',
                label: t('insights.left'),
                value: left === null ? '–' : format.percent(left),
              },
            ]}
          />
        </Panel>
        <div className={styles.wide}>
          <Panel title={t('insights.months')} id="insights-months">
            {figures.months.length === 0 ? (
              <p className="muted">{t('insights.no_months')}</p>
            ) : (
              <Chart
                model={monthsModel(t, format, figures.months, new Date(now()).toISOString())}
                fileName="pages-by-month"
              />
            )}
          </Panel>
        </div>
        <div className={styles.wide}>
          <Panel title={t('insights.places')} id="insights-places">
            {figures.places.length === 0 ? (
              <p className="muted">{t('insights.no_places')}</p>
            ) : (
              <Chart model={placesModel(t, format, figures.places)} fileName="printers-by-place" />
            )}
          </Panel>
        </div>
      </div>
    </>
  )
}

function Figures({ rows }: { rows: Array<{ id: string; label: ReactNode; value: string }> }) {
  return (
    <ul className={styles.figures}>
      {rows.map(({ id, label, value }) => (
        <li key={id}>
          <span>{label}</span>
          <strong>{value}</strong>
        </li>
      ))}
    </ul>
  )
}
