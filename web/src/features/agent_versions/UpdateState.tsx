import { useTranslation } from 'react-i18next'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import type { AgentVersion } from './agentVersionsApi.ts'

/** What becomes of the update of an agent, or became of its last one; whether it can update itself at all. */
export function UpdateState({ agent }: { agent: AgentVersion }) {
  const { t } = useTranslation()
  if (agent.wanted_version)
    return <StatusWord tone="waiting">{t('agent_versions.state.wanted', { version: agent.wanted_version })}</StatusWord>
  if (agent.last_outcome && agent.last_version)
    return (
      <>
        <StatusWord tone={agent.last_outcome === 'done' ? 'ok' : 'warning'}>
          {t(`agent_versions.state.${agent.last_outcome}`, { version: agent.last_version })}
        </StatusWord>{' '}
        {agent.last_at && <Age at={agent.last_at} />}
        {agent.last_outcome !== 'done' && agent.last_detail && (
          <div className="muted">
            <Breakable text={agent.last_detail} />
          </div>
        )}
      </>
    )
  return (
    <StatusWord tone="off">
      {t(agent.can_update ? 'agent_versions.state.can_update' : 'agent_versions.state.by_hand')}
    </StatusWord>
  )
}
