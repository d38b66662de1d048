import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { SupplySummary } from '../../api/types.ts'
import type { Formatter } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { tip } from '../../ui/tip/Tip.tsx'
import { daysOrWhy } from './daysWords.ts'
import { inkOf } from './ink.ts'
import styles from './SupplyBar.module.css'

export type SupplyLevelView = Pick<SupplySummary, 'class' | 'colorant' | 'description' | 'level_state'> &
  Partial<
    Pick<
      SupplySummary,
      'remaining_percent' | 'days_left' | 'replaced_since_estimate' | 'type' | 'source' | 'observed_at'
    >
  >

/** What stands in place of a bar, and what it means; a screen reader and a finger get the words too. */
const signs = { some: '~', unknown: '?', unlimited: '∞' } as const

/** How a receptacle or a cartridge shows: `fill` is the coloured part of the bar in percent. */
export function barOf(
  supply: SupplyLevelView,
): { kind: 'bar'; fill: number; remaining: number } | { kind: 'some' | 'unknown' | 'unlimited' } {
  const remaining = supply.remaining_percent
  if (supply.level_state === 'unrestricted') return { kind: 'unlimited' }
  if (supply.level_state === 'some_remaining') return { kind: 'some' }
  if (supply.level_state === 'unknown' || remaining === null || remaining === undefined) return { kind: 'unknown' }
  const clamped = Math.min(100, Math.max(0, remaining))
  return { kind: 'bar', fill: supply.class === 'receptacle' ? 100 - clamped : clamped, remaining: clamped }
}

interface Props {
  supply: SupplyLevelView | undefined
  /** The reading is older than two polling intervals. */
  stale?: boolean
  /** The newest answer lacked this level: the one shown is of `observed_at`. */
  kept?: boolean
  wide?: boolean
}

export function SupplyBar(props: Props) {
  const { t } = useTranslation()
  const format = useFormat()
  return supplyBar({ t, format, now: useNow() }, props)
}

/** The same where a list has hundreds of them: no component for each, and no subscription. */
export function supplyBar(
  { t, format, now }: { t: TFunction; format: Formatter; now: number },
  { supply, stale: silent = false, kept = false, wide = false }: Props,
) {
  if (!supply) {
    return (
      <span className="faint" data-none>
        <span aria-hidden>–</span>
        <span className="visually-hidden">{t('supply.none')}</span>
      </span>
    )
  }
  const bar = barOf(supply)
  const percent = bar.kind === 'bar' ? format.percent(bar.remaining) : ''
  const level =
    bar.kind === 'bar'
      ? t(supply.class === 'receptacle' ? 'supply.room_left' : 'supply.remaining', { percent })
      : bar.kind === 'some' && supply.class === 'receptacle'
        ? t('supply.some_room')
        : t(`supply.${bar.kind}`)
  const short =
    bar.kind === 'bar'
      ? null
      : bar.kind === 'some' && supply.class === 'receptacle'
        ? t('supply.short.some_room')
        : t(`supply.short.${bar.kind}`)
  const days = daysOrWhy(t, supply, true)
  const stale = silent || kept
  const age =
    kept && supply.observed_at
      ? t('supply.last_reported', { age: format.relative(supply.observed_at, now) })
      : stale
        ? t('supply.stale')
        : null
  // Where the printer reports no level, the days have another source; it is named.
  const source =
    bar.kind !== 'bar' && supply.days_left !== null && supply.days_left !== undefined
      ? t('supply.days_without_level')
      : null
  const more = () => (
    <>
      <div>{supply.description}</div>
      <div>{[level, days].filter(Boolean).join(' · ')}</div>
      {source && <div>{source}</div>}
      {supply.source && <div>{t(`supply.source.${supply.source}`)}</div>}
      {age && <div>{age}</div>}
    </>
  )
  return (
    <span
      className={styles.supply}
      data-wide={wide || undefined}
      tabIndex={0}
      role="img"
      {...tip(more)}
      aria-label={[supply.description, level, days, source, age].filter(Boolean).join(', ')}
    >
      {bar.kind === 'bar' && (
        <span
          className={styles.bar}
          data-ink={inkOf(supply.colorant)}
          data-stale={stale || undefined}
          data-direction={supply.class}
        >
          <span className={styles.fill} style={{ width: `${bar.fill}%` }} />
        </span>
      )}
      <span
        className={styles.figure}
        data-low={bar.kind === 'bar' && bar.remaining <= 10 ? true : undefined}
        data-stale={stale || undefined}
      >
        {bar.kind === 'bar' ? percent : signs[bar.kind]}
      </span>
      {short && <span className={styles.words}>{short}</span>}
    </span>
  )
}
