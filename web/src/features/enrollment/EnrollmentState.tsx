import { useTranslation } from 'react-i18next'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { EnrollmentRow } from './enrollmentApi.ts'

type State = EnrollmentRow['state']

const toneOf = (state: State) => (state === 'enrolled' ? 'ok' : state === 'ready' ? 'off' : 'warning')

/** Whether a printer takes part, and why not. */
export function EnrollmentState({ state }: { state: State }) {
  const { t } = useTranslation()
  return <StatusWord tone={toneOf(state)}>{t(`enrollment.state.${state}`)}</StatusWord>
}
