import { MenuItem, Select } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { Recycle } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Formatter } from '../../lib/format.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { Chart } from '../../ui/Chart.tsx'
import type { ChartModel } from '../../ui/chart/model.ts'
import { ExportButtons } from '../../ui/DownloadButton.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { priceText } from '../../lib/prices.ts'
import { Sections } from '../shelf/Sections.tsx'
import { colorWords } from './colorWords.ts'
import type { Group, Report } from './economicsApi.ts'
import { reportExport, reportQuery } from './economicsApi.ts'
import type { ReportSearch } from './economicsSearch.ts'
import { filterOf, firstOf, groups, periods } from './economicsSearch.ts'
import styles from './economics.module.css'
import { Views } from './Views.tsx'

/** How many groups the drawing has; the table has more. */
const drawn = 12

const groupName = (t: TFunction, format: Formatter, report: Report, group: Group): string =>
  report.group_by === 'color'
    ? colorWords(t, group.key)
    : report.group_by === 'month'
      ? format.month(`${group.key}-15T12:00:00Z`)
      : group.name || t('cartridges.none')

/** Early replacements, what was left, and pages against yield (ECO-2). */
export function ReportPage() {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const search: ReportSearch = useSearch({ from: '/shell/cartridges' })
  const report = useQuery(reportQuery(organizationId, search))
  return (
    <>
      <PageHead title={t('cartridges.title')} context={t('cartridges.context')}>
        <ExportButtons url={reportExport(organizationId, search)}>{t('cartridges.export')}</ExportButtons>
      </PageHead>
      <Sections />
      <Views />
      <Choices search={search} />
      {report.isPending ? (
        <Lines count={8} />
      ) : report.isError ? (
        <Problem error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data.total.replaced === 0 ? (
        <Empty icon={<Recycle size={22} />} title={t('cartridges.empty')}>
          {t('cartridges.empty_detail')}
        </Empty>
      ) : (
        <div className="stack">
          <p>
            <strong>{report.data.total.sentence}</strong>{' '}
            {!!report.data.total.value_left_minor &&
              t('cartridges.value_left', {
                value: priceText(
                  { amount_minor: report.data.total.value_left_minor, currency: report.data.currency },
                  i18n.language,
                ),
              })}{' '}
            {report.data.total.pages_expected > 0 &&
              t('cartridges.pages_words', {
                pages: format.number(report.data.total.pages),
                expected: format.number(report.data.total.pages_expected),
              })}
          </p>
          <Panel title={t('cartridges.chart')} id="cartridges-chart">
            <Chart model={modelOf(t, format, report.data)} fileName="cartridges" />
          </Panel>
          <Panel title={t('cartridges.report')} id="cartridges-report">
            <Groups report={report.data} search={search} />
          </Panel>
        </div>
      )}
    </>
  )
}

function Choices({ search }: { search: ReportSearch }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const by = useId()
  const period = useId()
  const choose = (changed: ReportSearch) => void navigate({ to: '/cartridges', search: { ...search, ...changed } })
  return (
    <div className={styles.choices}>
      <label>
        <span id={by}>{t('cartridges.by')}</span>
        <Select
          size="small"
          value={search.group ?? 'color'}
          labelId={by}
          onChange={(event) => choose({ group: event.target.value })}
        >
          {groups.map((group) => (
            <MenuItem key={group} value={group}>
              {t(`cartridges.group.${group}`)}
            </MenuItem>
          ))}
        </Select>
      </label>
      <label>
        <span id={period}>{t('cartridges.period')}</span>
        <Select
          size="small"
          value={search.period ?? 'year'}
          labelId={period}
          onChange={(event) => choose({ period: event.target.value })}
        >
          {periods.map((one) => (
            <MenuItem key={one} value={one}>
              {t(`cartridges.periods.${one}`)}
            </MenuItem>
          ))}
        </Select>
      </label>
    </div>
  )
}

function modelOf(t: TFunction, format: Formatter, report: Report): ChartModel {
  const shown = report.groups.slice(0, drawn)
  const names = shown.map((group) => groupName(t, format, report, group))
  const early = t('cartridges.series.early', { limit: report.early_above_percent })
  const rest = t('cartridges.series.rest')
  return {
    label: t('cartridges.chart'),
    kind: 'bars',
    unit: '',
    categories: names,
    series: [
      { name: early, color: 'warning', points: shown.map((group, index) => [index, group.early]) },
      { name: rest, color: 'accent', points: shown.map((group, index) => [index, group.replaced - group.early]) },
    ],
    table: {
      header: [t('cartridges.column.name'), early, rest],
      rows: shown.map((group, index) => [names[index] ?? '', group.early, group.replaced - group.early]),
      words: shown.map((group, index) => [
        names[index] ?? '',
        format.number(group.early),
        format.number(group.replaced - group.early),
      ]),
      times: shown.map((_group, index) => index),
    },
    formatValue: (value) => format.number(value),
    formatTime: (at) => format.date(at),
  }
}

function Groups({ report, search }: { report: Report; search: ReportSearch }) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const first = firstOf(search.period ?? 'year')
  // Absent for whoever may not see prices.
  const priced = typeof report.total.value_left_minor === 'number'
  const delivered = report.group_by !== 'model' && report.group_by !== 'item'
  return (
    <>
      <div className={styles.tableBox} role="region" aria-label={t('cartridges.report')} tabIndex={0}>
        <table className={styles.table}>
          <caption className="visually-hidden">{t('cartridges.report')}</caption>
          <thead>
            <tr>
              <th scope="col">{t(`cartridges.group.${report.group_by}`)}</th>
              <th scope="col">{t('cartridges.column.replaced')}</th>
              <th scope="col">{t('cartridges.column.early', { limit: report.early_above_percent })}</th>
              {priced && <th scope="col">{t('cartridges.column.value')}</th>}
              <th scope="col">{t('cartridges.column.against')}</th>
              {delivered && <th scope="col">{t('cartridges.column.delivered')}</th>}
              <th scope="col">{t('cartridges.column.sentence')}</th>
            </tr>
          </thead>
          <tbody>
            {report.groups.map((group) => {
              const name = groupName(t, format, report, group)
              const filter = filterOf(report.group_by, group.key, first)
              return (
                <tr key={group.key}>
                  <th scope="row" className="break">
                    {filter ? (
                      <Link to="/cartridges/each" search={filter}>
                        {name}
                      </Link>
                    ) : (
                      name
                    )}
                  </th>
                  <td>{format.number(group.replaced)}</td>
                  <td>{format.number(group.early)}</td>
                  {priced && (
                    <td>
                      {group.value_left_minor
                        ? priceText({ amount_minor: group.value_left_minor, currency: report.currency }, i18n.language)
                        : t('cartridges.not_told')}
                    </td>
                  )}
                  <td>
                    {group.pages_expected > 0
                      ? `${format.number(group.pages)} / ${format.number(group.pages_expected)}`
                      : t('cartridges.not_told')}
                  </td>
                  {delivered && <td>{format.number(group.delivered)}</td>}
                  <td>{group.sentence}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      {report.more && <p className="muted small">{t('cartridges.more', { count: report.groups.length })}</p>}
    </>
  )
}
