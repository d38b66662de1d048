import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { setAsideQuery } from './agentsApi.ts'
import { causesOf, mostSetAside } from './setAside.ts'

/** What the agent sent and was not taken over, and why; nothing where there is nothing (AGT-4). */
export function SetAside({ agentId }: { agentId: string }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const allowed = useAllowed('listRefusedReadings')
  const refused = useQuery({ ...setAsideQuery(organizationId, agentId), enabled: allowed })
  const causes = causesOf(refused.data?.items ?? [])
  if (causes.length === 0) return null
  return (
    <Panel title={t('agents.set_aside.title')} id="set-aside">
      <p className="muted">{t('agents.set_aside.about')}</p>
      {causes.map((cause) => (
        <Note key={cause.key} tone={cause.code === 'identity_twice' ? 'warning' : 'neutral'}>
          {t(`agents.set_aside.why.${cause.code}`, { count: cause.count, ...cause.addresses })} (
          <Age at={cause.newest} />)
        </Note>
      ))}
      {refused.data?.next_cursor && (
        <p className="muted small">{t('agents.set_aside.more', { count: mostSetAside })}</p>
      )}
    </Panel>
  )
}
