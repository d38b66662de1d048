import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/useFormat.ts'
import { useWord } from '../../lib/useWord.ts'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { Why } from '../../ui/Why.tsx'
import type { Basis, StatementLine } from './statementsApi.ts'

const estimated = ['interpolated', 'carried_forward']

/** A start or an end of a line, where it comes from, and of an estimate what it was made of. */
export function LineValue({
  line,
  value,
  origin,
  basis,
}: {
  line: StatementLine
  value: number | null | undefined
  origin: StatementLine['start_origin']
  basis: Basis[]
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = useWord()
  const how = (one: Basis): string => {
    const before = {
      value: format.number(one.before_value ?? 0),
      time: one.before_at ? format.dateTime(one.before_at) : '',
    }
    const after = {
      later: format.number(one.after_value ?? 0),
      until: one.after_at ? format.dateTime(one.after_at) : '',
    }
    switch (one.origin) {
      case 'interpolated':
        return t('statements.how.interpolated', { ...before, ...after })
      case 'carried_forward':
        return t('statements.how.carried_forward', { ...before, pace: format.number(one.pages_a_day ?? 0) })
      case 'by_hand':
        return t('statements.how.by_hand', { name: one.read_by, value: format.number(one.value) })
      case 'read':
        return t('statements.how.read', { value: format.number(one.value) })
      default:
        return t('statements.how.missing')
    }
  }
  const words = t(`statements.origin.${origin}`)
  return (
    <span>
      <span className="num">{typeof value === 'number' ? format.number(value) : '–'}</span>{' '}
      {origin === 'missing' ? (
        <StatusWord tone="error">{words}</StatusWord>
      ) : estimated.includes(origin) ? (
        <StatusWord tone="warning">{words}</StatusWord>
      ) : (
        <span className="muted small">{words}</span>
      )}
      {origin !== 'corrected' && basis.length > 0 && (
        <>
          {' '}
          <Why
            what={`${line.serial_number} ${line.meter_group}`}
            sentence={words}
            figures={basis.map((one) => [word(`meter.kind.${one.meter}`), how(one)])}
          />
        </>
      )}
    </span>
  )
}
