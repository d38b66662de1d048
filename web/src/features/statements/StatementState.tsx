import { useTranslation } from 'react-i18next'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { StatementRow } from './statementsApi.ts'

/** Whether somebody has approved it. */
export function StatementState({ state }: { state: StatementRow['state'] }) {
  const { t } = useTranslation()
  return <StatusWord tone={state === 'approved' ? 'ok' : 'waiting'}>{t(`statements.state.${state}`)}</StatusWord>
}
