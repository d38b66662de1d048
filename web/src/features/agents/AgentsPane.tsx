import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { PaneList } from '../../ui/PaneList.tsx'
import { agentsQuery } from './agentsApi.ts'
import { AgentState } from './AgentState.tsx'

const order = { not_communicating: 0, invited: 1, active: 2, disabled: 3 }

/** The agents, first those that need a look. */
export default function AgentsPane() {
  const { t } = useTranslation()
  const agents = useQuery(agentsQuery(useOrganizationId(), {}))
  return (
    <PaneList
      query={agents}
      items={agents.data && [...agents.data.items].sort((a, b) => order[a.state] - order[b.state])}
      empty={t('agents.none_yet')}
      line={(agent) => ({
        id: agent.id,
        link: (
          <Link to="/agents/$agentId" params={{ agentId: agent.id }}>
            {agent.name}
          </Link>
        ),
        below: t('agents.printers_count', { count: agent.printer_count }),
        state: <AgentState state={agent.state} />,
        aside: <Age at={agent.last_contact_at} />,
      })}
    />
  )
}
