import { useTranslation } from 'react-i18next'
import type { Agent } from '../../api/types.ts'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'

const tones: Record<Agent['state'], Tone> = {
  invited: 'waiting',
  active: 'ok',
  disabled: 'off',
  not_communicating: 'warning',
}

export function AgentState({ state, pill = false }: { state: Agent['state']; pill?: boolean }) {
  const { t } = useTranslation()
  return (
    <StatusWord tone={tones[state]} pill={pill}>
      {t(`agents.state.${state}`)}
    </StatusWord>
  )
}
