import { useFormat } from '../../lib/useFormat.ts'
import { useWord } from '../../lib/useWord.ts'
import { useTranslation } from 'react-i18next'
import type { MeterRead } from './meterReadsApi.ts'

/** The meters of a read in one line: "Total 1,200 (+200), Color 300 (+0)". */
export function ReadMeters({ read }: { read: MeterRead }) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = useWord()
  return (
    <span className="num">
      {read.meters
        .map((meter) =>
          t(
            meter.ended !== undefined && meter.ended !== null
              ? 'meter_reads.line.changed'
              : meter.previous !== undefined && meter.previous !== null
                ? 'meter_reads.line.added'
                : 'meter_reads.line.first',
            {
              kind: word(`meter.kind.${meter.kind}`),
              value: format.number(meter.value),
              added: format.number(meter.value - (meter.previous ?? 0)),
              ended: format.number(meter.ended ?? 0),
            },
          ),
        )
        .join(', ')}
    </span>
  )
}
