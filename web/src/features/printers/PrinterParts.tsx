import { useTranslation } from 'react-i18next'
import type { PrinterSummary } from '../../api/types.ts'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'

const tones: Record<PrinterSummary['state'], Tone> = { ok: 'ok', warning: 'warning', error: 'error', other: 'neutral' }

/** The state in a word; "not communicating" comes before what the printer last said. */
export function PrinterState({ printer, pill = false }: { printer: Pick<PrinterSummary, 'state' | 'state_text' | 'communicating'>; pill?: boolean }) {
  const { t } = useTranslation()
  if (!printer.communicating) {
    return (
      <StatusWord tone="off" pill={pill}>
        {t('printers.not_communicating')}
      </StatusWord>
    )
  }
  const word = t(`printers.state.${printer.state}`)
  const plain = printer.state === 'ok' || !printer.state_text
  // In a list the sign and its colour say the state, and the column has room for what the printer says.
  const short = !plain && !pill
  return (
    <StatusWord tone={tones[printer.state]} pill={pill} title={printer.state_text}>
      {plain && word}
      {short && <span className="visually-hidden">{word} </span>}
      {short && printer.state_text}
      {!plain && pill && t('printers.state_with_words', { state: word, words: printer.state_text })}
    </StatusWord>
  )
}
