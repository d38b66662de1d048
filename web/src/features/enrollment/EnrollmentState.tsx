import { useTranslation } from 'react-i18next'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { EnrollmentRow } from './enrollmentApi.ts'

type State = EnrollmentRow['state']
interface Judged {
  state: State
  obstacle?: State | null
  held_at?: string | null
}

const toneOf = (state: State) => (state === 'enrolled' ? 'ok' : state === 'ready' ? 'off' : 'warning')

/** Whether a printer takes part and why not; of one that does, what keeps its supplies from being ordered. */
export function EnrollmentState({ of: { state, obstacle, held_at } }: { of: Judged }) {
  const { t } = useTranslation()
  if (state !== 'enrolled' || (!obstacle && !held_at))
    return <StatusWord tone={toneOf(state)}>{t(`enrollment.state.${state}`)}</StatusWord>
  return (
    <>
      <StatusWord tone="warning">{t('enrollment.but_nothing')}</StatusWord>
      <div className="small muted">
        {[held_at && t('enrollment.on_hold'), obstacle && t(`enrollment.state.${obstacle}`)]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </>
  )
}
