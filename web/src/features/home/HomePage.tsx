import { Button } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { usePanes } from '../../lib/panes.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { PaneFrame } from '../../ui/PaneFrame.tsx'
import { Panel } from '../../ui/Panel.tsx'
import styles from './home.module.css'

/** What needs a look today: a pane of each feature that has one, which leads to its page (PRT-1). */
export function HomePage() {
  const { t } = useTranslation()
  const organization = useOrganization()
  const panes = usePanes('home')
  return (
    <>
      <PageHead title={t('home.title')} context={organization?.name ?? ' '} />
      <Start />
      <div className={styles.panes}>
        {panes.map((pane) => (
          <PaneFrame key={pane.title} pane={pane}>
            <pane.Part />
          </PaneFrame>
        ))}
      </div>
    </>
  )
}

type Collection = 'printers' | 'sites' | 'agents' | 'contacts'

/** The way from an empty organization to the first printer; gone once a printer is there. */
function Start() {
  const { t } = useTranslation()
  const organization_id = useOrganizationId()
  const mayAgents = useAllowed('updateAgent')
  const any = (path: Collection) => ({
    queryKey: [path, organization_id, 'any'],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      body(api.GET(`/api/v1/${path}`, { params: { query: { organization_id, limit: 1 } }, signal })),
  })
  const empty = useQuery({ ...any('printers'), refetchInterval: 60_000 }).data?.items.length === 0
  const whenEmpty = { enabled: empty && mayAgents }
  const sites = useQuery({ ...any('sites'), ...whenEmpty })
  const agents = useQuery({ ...any('agents'), ...whenEmpty })
  const contacts = useQuery({ ...any('contacts'), ...whenEmpty })
  if (!empty || !mayAgents || !sites.data || !agents.data || !contacts.data) return null
  const steps = [
    {
      done: sites.data.items.length > 0,
      title: t('home.start.site'),
      detail: t('home.start.site_detail'),
      to: '/sites' as const,
    },
    {
      done: agents.data.items.length > 0,
      title: t('home.start.agent'),
      detail: t('home.start.agent_detail'),
      to: '/agents' as const,
    },
    {
      done: contacts.data.items.length > 0,
      title: t('home.start.contact'),
      detail: t('home.start.contact_detail'),
      to: '/contacts' as const,
    },
  ]
  const next = steps.findIndex((step) => !step.done)
  return (
    <div className={styles.start}>
      <Panel title={t('home.start.title')} id="start">
        <ol className={styles.steps}>
          {steps.map((step, index) => (
            <li key={step.to} className={styles.step} data-done={step.done || undefined}>
              <span className={styles.stepMark}>
                {step.done ? <Check size={14} aria-label={t('home.start.done')} /> : index + 1}
              </span>
              <span className={styles.grow}>
                <strong>{step.title}</strong>
                <span className={styles.sub}>{step.detail}</span>
              </span>
              {index === next && (
                <Button variant="contained" component={Link} to={step.to}>
                  {t('home.start.go')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  )
}
