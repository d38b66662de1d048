import { useNavigate } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { withColon } from '../../lib/withColon.ts'
import type { PrinterSummary } from '../../api/types.ts'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import styles from './printers.module.css'

export const stateTones: Record<PrinterSummary['state'], Tone> = {
  ok: 'ok',
  warning: 'warning',
  error: 'error',
  other: 'neutral',
  not_communicating: 'off',
}

/** The state in a word. A silent printer is in no other state; what it said last is said as that. */
export function PrinterState(props: StateProps) {
  const { t } = useTranslation()
  return printerState(t, props)
}

interface StateProps {
  printer: Pick<PrinterSummary, 'state' | 'last_known_state' | 'state_text'>
  pill?: boolean
}

function printerState(t: TFunction, { printer, pill = false }: StateProps) {
  const word = t(`printers.state.${printer.state}`)
  if (printer.state === 'not_communicating') {
    const last = t('printers.last_known_state', { state: t(`printers.state.${printer.last_known_state}`) })
    return (
      <StatusWord tone="off" pill={pill} title={withColon(t, last, printer.state_text)}>
        {pill ? t('printers.state_with_words', { state: word, words: last }) : word}
      </StatusWord>
    )
  }
  const plain = printer.state === 'ok' || !printer.state_text
  // In a list the sign and its colour say the state, and the column has room for what the printer says.
  const short = !plain && !pill
  return (
    <StatusWord tone={stateTones[printer.state]} pill={pill} title={printer.state_text}>
      {plain && word}
      {short && <span className="visually-hidden">{word} </span>}
      {short && printer.state_text}
      {!plain && pill && t('printers.state_with_words', { state: word, words: printer.state_text })}
    </StatusWord>
  )
}

interface StatesProps {
  printer: Pick<PrinterSummary, 'id' | 'state' | 'last_known_state' | 'state_text' | 'open_alerts'>
}

/** In a list: the gravest state, and how many more notices there are; they stand on the printer's page. */
export function printerStates(t: TFunction, printer: StatesProps['printer']) {
  const more = printer.state === 'warning' || printer.state === 'error' ? printer.open_alerts - 1 : 0
  if (more <= 0) return printerState(t, { printer })
  return (
    <span className={styles.states}>
      {printerState(t, { printer })}
      <MoreNotices printer={printer} more={more} />
    </span>
  )
}

function MoreNotices({ printer, more }: StatesProps & { more: number }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const words = t('printers.more_notices', { count: more })
  return (
    <button
      type="button"
      className={styles.moreStates}
      title={words}
      aria-label={words}
      onClick={() => void navigate({ to: '/printers/$printerId', params: { printerId: printer.id } })}
    >
      {t('printers.more_states', { count: more })}
    </button>
  )
}
