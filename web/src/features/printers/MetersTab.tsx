import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { Printer } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { now } from '../../lib/now.ts'
import { usePreferences } from '../../lib/preferences.ts'
import { browserTimeZone, useFormat } from '../../lib/useFormat.ts'
import { useWord } from '../../lib/useWord.ts'
import { Age } from '../../ui/Age.tsx'
import { Chart } from '../../ui/Chart.tsx'
import type { ChartModel } from '../../ui/chart/model.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Lines } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { monthOf, monthlyVolumes } from './meterHistory.ts'
import { originOf } from './origins.ts'
import { isKept, printerName } from './printersApi.ts'

/** Newest meters and what was printed month by month. */
export default function MetersTab({ printer }: { printer: Printer }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { timeZone } = usePreferences()
  const organization_id = useOrganizationId()
  const history = useQuery({
    queryKey: ['printers', organization_id, 'meters', printer.id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/printers/{printer_id}/meters', {
          params: {
            path: { printer_id: printer.id },
            query: { organization_id, from: new Date(now() - 366 * 86_400_000).toISOString() },
          },
          signal,
        }),
      ),
    staleTime: 60_000,
  })
  const metersBy = originOf(printer, 'meters')
  const word = useWord()
  const model = useMemo((): ChartModel | null => {
    const points = history.data?.items ?? []
    const volumes = monthlyVolumes(points, 'life', timeZone ?? browserTimeZone())
    if (points.length < 2 || volumes.length === 0) return null
    const zone = timeZone ?? browserTimeZone()
    const first = points[0]?.observed_at ?? ''
    const running = monthOf(new Date(now()).toISOString(), zone)
    // The month that is running and the one of the first reading are not whole: they say so and are drawn lighter.
    const isPartial = (name: string) => name === running || name === monthOf(first, zone)
    const month = (name: string) => {
      const plain = format.month(`${name}-15T12:00:00Z`)
      return name === running
        ? t('meter.so_far', { month: plain })
        : name === monthOf(first, zone)
          ? t('meter.from_day', { month: plain, day: format.date(first) })
          : plain
    }
    const lifeUnit = points[0]?.meters.find((meter) => meter.kind === 'life')?.unit ?? 'impressions'
    const unitName = word(`unit.${lifeUnit}`)
    return {
      label: t('meter.chart', { name: printerName(printer) }),
      kind: 'bars',
      unit: unitName,
      categories: volumes.map((volume) => month(volume.month)),
      series: [{ name: unitName, color: 'accent', points: volumes.map((volume, index) => [index, volume.pages]) }],
      table: {
        header: [t('meter.month'), unitName],
        rows: volumes.map((volume) => [volume.month, volume.pages]),
        words: volumes.map((volume) => [month(volume.month), format.number(volume.pages)]),
        times: volumes.map((_volume, index) => index),
      },
      partial: volumes.flatMap((volume, index) => (isPartial(volume.month) ? [index] : [])),
      formatValue: (value) => format.number(value),
      formatTime: (at) => format.date(at),
    }
  }, [history.data, timeZone, format, t, word, printer])

  return (
    <div className="stack">
      <Panel
        title={t('meter.current')}
        id="meters"
        aside={
          <span className="muted small">
            <Age at={printer.observed_at} />
            {metersBy && ` · ${metersBy}`}
          </span>
        }
      >
        {printer.meters.length === 0 ? (
          <p className="muted">{t('meter.none')}</p>
        ) : (
          <Facts
            columns={2}
            items={printer.meters.map((meter) => [
              word(`meter.kind.${meter.kind}`),
              <span className="num">
                {format.number(meter.value)} <span className="muted">{meter.unit && word(`unit.${meter.unit}`)}</span>
                {meter.read_by !== '' ? (
                  <span className="muted">
                    {' '}
                    ({t('meter.read_by', { name: meter.read_by })}, <Age at={meter.observed_at} />)
                  </span>
                ) : (
                  isKept(meter, printer) && (
                    <span className="muted">
                      {' '}
                      (<Age at={meter.observed_at} />)
                    </span>
                  )
                )}
              </span>,
            ])}
          />
        )}
        {printer.meters.map(
          (meter) =>
            meter.doubted && (
              <Note key={`${meter.kind}.${meter.unit}`} tone="warning">
                {word(`meter.kind.${meter.kind}`)}:{' '}
                {t('meter.doubted', {
                  value: format.number(meter.doubted.value),
                  reason: t(`meter.doubt.${meter.doubted.reason}`),
                })}{' '}
                (<Age at={meter.doubted.seen_at} />)
              </Note>
            ),
        )}
      </Panel>
      <Panel title={t('meter.history')} id="meter-history">
        {history.isPending ? (
          <Lines count={8} />
        ) : history.isError ? (
          <Problem error={history.error} onRetry={() => void history.refetch()} />
        ) : model ? (
          <Chart model={model} fileName={`meters-${printer.serial_number ?? printer.id}`} />
        ) : (
          <p className="muted">{t('meter.no_history')}</p>
        )}
      </Panel>
    </div>
  )
}
