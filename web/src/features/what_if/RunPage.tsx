import { LinearProgress } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Get } from '../../api/types.ts'
import type { Formatter } from '../../lib/format.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { Chart } from '../../ui/Chart.tsx'
import type { ChartModel } from '../../ui/chart/model.ts'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { TaskLink } from '../../ui/TaskLink.tsx'
import { priceText } from '../../lib/prices.ts'
import { isUnderWay, runExport, runQuery } from './whatIfApi.ts'
import styles from './whatIf.module.css'

type Detail = Get<'/api/v1/what-if-runs/{run_id}'>
type Outcome = NonNullable<Detail['outcome']>
type Lived = Outcome['lived'][number]

const nameOf = (t: TFunction, lived: Lived): string => lived.settings.name || t('what_if.today')

/** What came of each of the settings: charts beside each other, a table, and what was assumed. */
export function RunPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const runId = usePathId('runId')
  const run = useQuery(runQuery(organizationId, runId))
  if (run.isPending) return <PageLoading />
  if (run.isError) return <Problem error={run.error} onRetry={() => void run.refetch()} />
  const { data } = run
  return (
    <>
      <PageHead
        title={t('what_if.page_title', { time: format.dateTime(data.created_at) })}
        context={
          [data.site_name, data.input.manufacturer, data.input.model].filter(Boolean).join(' ') ||
          t('what_if.all_printers')
        }
      >
        {data.outcome && <ExportButtons url={runExport(organizationId, runId)}>{t('what_if.export')}</ExportButtons>}
      </PageHead>
      {data.outcome ? (
        <Figures run={data} outcome={data.outcome} />
      ) : isUnderWay(data) ? (
        <Panel title={t('what_if.task')} id="what-if-task">
          <p>{t('what_if.running')}</p>
          <LinearProgress aria-label={t('what_if.running')} />
          <p className="small">
            <TaskLink id={data.id} />
          </p>
        </Panel>
      ) : (
        <Note tone="warning">
          <p>{t('what_if.failed')}</p>
          <TaskLink id={data.id} />
        </Note>
      )}
    </>
  )
}

interface Figure {
  id: 'stock_outs' | 'shipments' | 'shelf' | 'cost'
  value: (lived: Lived) => number
  words: (value: number) => string
}

/** Of shipments alone for whoever may not see what cartridges cost. */
const costOf = (lived: Lived): number => (lived.cartridge_cost_minor ?? 0) + lived.shipment_cost_minor

function Figures({ run, outcome }: { run: Detail; outcome: Outcome }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { currency } = run.input
  const money = (minor: number) => priceText({ amount_minor: minor, currency }, i18n.language)
  const count = (value: number) => format.number(value)
  const figures: Figure[] = [
    { id: 'stock_outs', value: (lived) => lived.stock_outs, words: count },
    { id: 'shipments', value: (lived) => lived.shipments, words: count },
    { id: 'shelf', value: (lived) => lived.shelf, words: (value) => format.number(value, 1) },
    ...(currency === ''
      ? []
      : [
          {
            id: 'cost' as const,
            value: costOf,
            words: money,
          },
        ]),
  ]
  const seesPrices = typeof outcome.lived[0]?.cartridge_cost_minor === 'number'
  const withoutPrice =
    currency === '' || !seesPrices ? 0 : Math.max(...outcome.lived.map((lived) => lived.without_price))
  return (
    <div className="stack">
      <p className="muted">
        {t('what_if.lived', {
          printers: outcome.printers,
          first: format.day(outcome.first),
          last: format.day(outcome.last),
        })}
      </p>
      {outcome.too_short > 0 && (
        <Note tone="warning">
          <details>
            <summary>{t('what_if.too_short', { count: outcome.too_short })}</summary>
            <ul className={styles.names}>
              {outcome.too_short_names.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </details>
        </Note>
      )}
      {outcome.left_out > 0 && <Note tone="warning">{t('what_if.left_out', { count: outcome.left_out })}</Note>}
      <div className={styles.charts}>
        {figures.map((figure) => (
          <Panel key={figure.id} title={titleOf(t, figure, seesPrices)} id={`what-if-${figure.id}`}>
            <Chart
              model={modelOf(format, figure, outcome, t, titleOf(t, figure, seesPrices))}
              fileName={`what-if-${figure.id}`}
            />
          </Panel>
        ))}
      </div>
      <Panel title={t('what_if.figures')} id="what-if-figures">
        <Table run={run} outcome={outcome} money={money} />
        {withoutPrice > 0 && (
          <p className="muted small">{t('what_if.without_price', { count: withoutPrice, currency })}</p>
        )}
      </Panel>
      <Panel title={t('what_if.assumed')} id="what-if-assumed">
        <ul className={styles.assumed}>
          {(['used', 'shelf', 'replaced', 'out', 'delivery'] as const).map((one) => (
            <li key={one}>{t(`what_if.assumptions.${one}`)}</li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}

const titleOf = (t: TFunction, figure: Figure, seesPrices: boolean): string =>
  figure.id === 'cost' && !seesPrices ? t('what_if.chart.shipment_cost') : t(`what_if.chart.${figure.id}`)

function modelOf(format: Formatter, figure: Figure, outcome: Outcome, t: TFunction, label: string): ChartModel {
  const names = outcome.lived.map((lived) => nameOf(t, lived))
  const values = outcome.lived.map(figure.value)
  return {
    label,
    kind: 'bars',
    unit: '',
    categories: names,
    series: [{ name: label, color: 'accent', points: values.map((value, index) => [index, value]) }],
    table: {
      header: [t('what_if.figure.settings'), label],
      rows: values.map((value, index) => [names[index] ?? '', value]),
      words: values.map((value, index) => [names[index] ?? '', figure.words(value)]),
      times: values.map((_value, index) => index),
    },
    formatValue: figure.words,
    formatTime: (at) => format.date(at),
  }
}

function Table({ run, outcome, money }: { run: Detail; outcome: Outcome; money: (minor: number) => string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const priced = run.input.currency !== ''
  const seesPrices = typeof outcome.lived[0]?.cartridge_cost_minor === 'number'
  const columns: Array<[string, (lived: Lived) => string]> = [
    [t('what_if.figure.stock_outs'), (lived) => format.number(lived.stock_outs)],
    [t('what_if.figure.stock_out_days'), (lived) => format.number(lived.stock_out_days)],
    [t('what_if.figure.shipments'), (lived) => format.number(lived.shipments)],
    [t('what_if.figure.cartridges'), (lived) => format.number(lived.cartridges)],
    [t('what_if.figure.shelf'), (lived) => format.number(lived.shelf, 1)],
    ...(priced
      ? ([
          ...(seesPrices
            ? [[t('what_if.figure.cartridge_cost'), (lived: Lived) => money(lived.cartridge_cost_minor ?? 0)]]
            : []),
          [t('what_if.figure.shipment_cost'), (lived) => money(lived.shipment_cost_minor)],
          ...(seesPrices ? [[t('what_if.figure.total'), (lived: Lived) => money(costOf(lived))]] : []),
        ] as Array<[string, (lived: Lived) => string]>)
      : []),
  ]
  return (
    <div className={styles.tableBox} role="region" aria-label={t('what_if.figures')} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t('what_if.figures')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('what_if.figure.settings')}</th>
            {columns.map(([name], index) => (
              <th key={index} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {outcome.lived.map((lived, index) => (
            <tr key={index}>
              <th scope="row">
                {nameOf(t, lived)}
                <div className="muted small">
                  {t('what_if.words.settings', {
                    ...lived.settings,
                    method: t(`what_if.method.${lived.settings.method}`),
                    must_risk_percent: undefined,
                  })}
                </div>
              </th>
              {columns.map(([, cell], column) => (
                <td key={column}>{cell(lived)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
