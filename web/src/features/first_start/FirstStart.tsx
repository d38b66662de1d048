import { Button } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { lazyPart } from '../../ui/lazy.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { agentsTexts } from '../agents/texts.ts'
import { alertsTexts } from '../alerts/texts.ts'
import type { FirstStartState } from './firstStartApi.ts'
import { firstStartQuery, sendTestMail, showFirstStart } from './firstStartApi.ts'
import styles from './first_start.module.css'

const nothing = () => null
const NewAgent = lazyPart(() => import('../agents/NewAgentDialog.tsx'), nothing, [agentsTexts])
const NewRule = lazyPart(() => import('../alerts/AlertRuleDialog.tsx'), nothing, [alertsTexts])

/** From an empty organization to the first printer and the first rule: each step says how things are. */
export default function FirstStart() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const { data: start } = useQuery(firstStartQuery(organizationId))
  // Whoever watched the last step being done sees that all are, until they go or put it away.
  const [watched, setWatched] = useState<string | null>(null)
  if (start?.shown && watched !== organizationId) setWatched(organizationId)
  const show = useMutation({
    mutationFn: (shown: boolean) => showFirstStart(organizationId, shown),
    onSuccess: (after, shown) => {
      queryClient.setQueryData(firstStartQuery(organizationId).queryKey, after)
      setWatched(null)
      if (!shown) toast(t('first_start.was_put_away'), { undo: () => show.mutate(true) })
    },
  })
  const visible = start && (start.shown || (start.done && watched === organizationId))
  if (!visible) return null
  const steps = [
    { id: 'site', done: Boolean(start.site), Step: SiteStep },
    { id: 'mail', done: start.mail_sent, Step: MailStep },
    { id: 'agent', done: start.agent_connected, Step: AgentStep },
    { id: 'printer', done: Boolean(start.printer), Step: PrinterStep },
    { id: 'rule', done: Boolean(start.rule), Step: RuleStep },
  ] as const
  const next = steps.find((step) => !step.done)?.id
  return (
    <div className={styles.start}>
      <Panel
        title={t('first_start.title')}
        id="first-start"
        aside={
          <BusyButton busy={show.isPending} onClick={() => show.mutate(false)}>
            {t(start.done ? 'first_start.finish' : 'first_start.put_away')}
          </BusyButton>
        }
      >
        <p className="muted">{t(start.done ? 'first_start.all_done' : 'first_start.detail')}</p>
        {show.isError && <ProblemLine error={show.error} />}
        <ol className={styles.steps}>
          {steps.map(({ id, done, Step }, index) => (
            <li
              key={id}
              className={styles.step}
              data-done={done || undefined}
              aria-current={id === next ? 'step' : undefined}
            >
              <span className={styles.mark}>
                {done ? <Check size={14} aria-label={t('first_start.done')} /> : index + 1}
              </span>
              <div className={styles.grow}>
                <strong>{t(`first_start.${id}`)}</strong>
                <Step start={start} main={id === next} />
              </div>
            </li>
          ))}
        </ol>
      </Panel>
    </div>
  )
}

interface StepProps {
  start: FirstStartState
  /** It is the one to take now. */
  main: boolean
}

/** What a step is for or how it stands, and what one does about it. */
function Body({ children, actions }: { children: ReactNode; actions?: ReactNode }) {
  return (
    <div className={styles.body}>
      <div className={styles.says}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}

const looks = (main: boolean) => (main ? 'contained' : 'outlined')

function SiteStep({ start, main }: StepProps) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  return (
    <Body
      actions={
        <>
          <LinkButton to="/organizations/$organizationId" params={{ organizationId }}>
            {t('first_start.check_organization')}
          </LinkButton>
          {!start.site && (
            <LinkButton variant={looks(main)} to="/sites">
              {t('first_start.create_site')}
            </LinkButton>
          )}
        </>
      }
    >
      {start.site ? (
        <StatusWord tone="ok">
          <Breakable text={t('first_start.site_there', { name: start.site.name })} />
        </StatusWord>
      ) : (
        t('first_start.site_detail')
      )}
    </Body>
  )
}

function MailStep({ start, main }: StepProps) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const allowed = useAllowed('sendTestMail')
  const send = useMutation({
    mutationFn: () => sendTestMail(organizationId, newIdempotencyKey()),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['first-start', organizationId] }),
  })
  const { mail } = start
  return (
    <Body
      actions={
        allowed && (
          <BusyButton
            variant={looks(main)}
            busy={send.isPending || (mail?.state === 'queued' && mail.attempts === 0 && start.mail_server)}
            onClick={() => send.mutate()}
          >
            {t(mail ? 'first_start.send_mail_again' : 'first_start.send_mail')}
          </BusyButton>
        )
      }
    >
      {!mail && t(allowed ? 'first_start.mail_detail' : 'first_start.mail_by_others')}
      <div role="status">{mail && <MailState mail={mail} server={start.mail_server} />}</div>
      {!start.mail_server && <StatusWord tone="warning">{t('first_start.no_mail_server')}</StatusWord>}
      {send.isError && <ProblemLine error={send.error} />}
    </Body>
  )
}

function MailState({ mail, server }: { mail: NonNullable<FirstStartState['mail']>; server: boolean }) {
  const { t } = useTranslation()
  const address = mail.to_address
  if (mail.state === 'sent') {
    return (
      <StatusWord tone="ok">
        <Breakable text={t('first_start.mail_sent', { address })} /> <Age at={mail.sent_at} />
      </StatusWord>
    )
  }
  if (mail.state === 'queued') {
    return mail.last_error ? (
      <StatusWord tone="warning">
        <Breakable text={t('first_start.mail_waits', { error: mail.last_error })} />
      </StatusWord>
    ) : (
      <StatusWord tone={server ? 'running' : 'waiting'}>
        <Breakable text={t('first_start.mail_queued', { address })} />
      </StatusWord>
    )
  }
  return (
    <StatusWord tone="error">
      <Breakable text={t('first_start.mail_refused', { address, error: mail.last_error ?? '–' })} />
    </StatusWord>
  )
}

function AgentStep({ start, main }: StepProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [adding, setAdding] = useState(false)
  const { agent } = start
  const close = () => {
    setAdding(false)
    void queryClient.invalidateQueries({ queryKey: ['first-start', organizationId] })
  }
  return (
    <Body
      actions={
        <>
          {agent && (
            <LinkButton to="/agents/$agentId" params={{ agentId: agent.id }}>
              {t('first_start.open_agent')}
            </LinkButton>
          )}
          {!start.agent_connected && (
            <BusyButton variant={looks(main && Boolean(start.site))} busy={!start.site} onClick={() => setAdding(true)}>
              {t('first_start.add_agent')}
            </BusyButton>
          )}
        </>
      }
    >
      {!agent && t(start.site ? 'first_start.agent_detail' : 'first_start.agent_needs_site')}
      <div role="status">
        {agent && (
          <StatusWord tone={start.agent_connected ? 'ok' : 'running'}>
            <Breakable
              text={t(start.agent_connected ? 'first_start.agent_connected' : 'first_start.agent_waits', {
                name: agent.name,
              })}
            />
          </StatusWord>
        )}
      </div>
      {adding && <NewAgent onClose={close} />}
    </Body>
  )
}

function PrinterStep({ start, main }: StepProps) {
  const { t } = useTranslation()
  const { printer, agent } = start
  return (
    <Body
      actions={
        printer ? (
          <LinkButton to="/printers/$printerId" params={{ printerId: printer.id }}>
            {t('first_start.open_printer')}
          </LinkButton>
        ) : (
          main &&
          agent && (
            <LinkButton variant="outlined" to="/agents/$agentId" params={{ agentId: agent.id }}>
              {t('first_start.search_criteria')}
            </LinkButton>
          )
        )
      }
    >
      <div role="status">
        {printer ? (
          <StatusWord tone="ok">
            <Breakable text={t('first_start.printer_there', { name: printer.name })} />
          </StatusWord>
        ) : start.agent_connected ? (
          <StatusWord tone="running">{t('first_start.printer_waits')}</StatusWord>
        ) : (
          t('first_start.printer_detail')
        )}
      </div>
    </Body>
  )
}

function RuleStep({ start, main }: StepProps) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [adding, setAdding] = useState(false)
  const close = () => {
    setAdding(false)
    void queryClient.invalidateQueries({ queryKey: ['first-start', organizationId] })
  }
  return (
    <Body
      actions={
        start.rule ? (
          <LinkButton to="/alert-rules">{t('first_start.open_rules')}</LinkButton>
        ) : (
          <Button variant={looks(main)} onClick={() => setAdding(true)}>
            {t('first_start.create_rule')}
          </Button>
        )
      }
    >
      {start.rule ? (
        <StatusWord tone="ok">
          <Breakable text={t('first_start.rule_there', { name: start.rule.name })} />
        </StatusWord>
      ) : (
        t('first_start.rule_detail')
      )}
      {adding && <NewRule rule={null} onClose={close} />}
    </Body>
  )
}
