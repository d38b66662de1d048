import { Button } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { usePathId } from '../../lib/usePathId.ts'
import { Age } from '../../ui/Age.tsx'
import { Breakable } from '../../ui/Breakable.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { DownloadButton } from '../../ui/DownloadButton.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { Lines, PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import type { Tone } from '../../ui/StatusWord.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { ThingProblem } from '../../ui/NotThere.tsx'
import { agent as agentThing } from '../agents/feature.ts'
import styles from './reachability.module.css'
import type { CheckStep, Diagnostics } from './reachabilityApi.ts'
import {
  checkAddress,
  checkedAgentQuery,
  checkQuery,
  diagnosticsQuery,
  requestDiagnostics,
  walkUrl,
} from './reachabilityApi.ts'

const tones: Partial<Record<CheckStep['finding'], Tone>> = {
  ok: 'ok',
  no_reply: 'warning',
  partly: 'warning',
  off: 'off',
}

/** An agent looks at one address step by step, and sends what a device answers: for technicians (AGT-11). */
export function DevicePage() {
  const { t } = useTranslation()
  const agentId = usePathId('agentId')
  const organizationId = useOrganizationId()
  const { address: given } = useSearch({ strict: false })
  const agent = useQuery(checkedAgentQuery(organizationId, agentId))
  const [checkId, setCheckId] = useState<string | null>(null)
  const labels = { address: t('reachability.field.address') }
  const form = useForm({
    limits: limits.CheckedAddress,
    initial: { address: given ?? '' },
    validate: ({ address }) => ({ address: address.trim() === '' ? t('form.required') : undefined }),
    draft: `address_check.${agentId}`,
    submit: async ({ address }) => {
      const check = await checkAddress(organizationId, agentId, address.trim(), newIdempotencyKey())
      setCheckId(check.id)
      return { values: { address }, etag: '' }
    },
  })
  if (agent.isPending) return <PageLoading />
  if (agent.isError && !agent.data)
    return <ThingProblem thing={agentThing} error={agent.error} onRetry={() => void agent.refetch()} />
  const { data } = agent.data
  return (
    <>
      <PageHead
        title={t('reachability.device_title')}
        above={
          <Crumb to="/agents" here={data.name}>
            {t('nav.agents')}
          </Crumb>
        }
        context={t('reachability.device_context', { agent: data.name })}
      >
        <LinkButton variant="outlined" to="/agents/$agentId" params={{ agentId }}>
          {t('reachability.to_agent')}
        </LinkButton>
      </PageHead>
      <div className="stack">
        <Panel title={t('reachability.test')} id="test">
          <FormView form={form} labels={labels} label={t('reachability.device_title')}>
            <TextInput name="address" label={labels.address} help={t('reachability.help.address')} required mono />
            <FormActions submit={t('reachability.test')} />
          </FormView>
          {checkId && <CheckSteps agentId={agentId} checkId={checkId} />}
        </Panel>
        <DiagnosticsPanel agentId={agentId} address={form.values.address.trim()} />
      </div>
    </>
  )
}

function CheckSteps({ agentId, checkId }: { agentId: string; checkId: string }) {
  const { t } = useTranslation()
  const check = useQuery(checkQuery(useOrganizationId(), agentId, checkId))
  if (check.isPending) return <Lines count={3} />
  if (check.isError) return <Problem error={check.error} onRetry={() => void check.refetch()} />
  const { data } = check
  if (data.state === 'no_answer') return <Note tone="warning">{t('reachability.no_result')}</Note>
  if (data.state !== 'done')
    return (
      <div role="status">
        <StatusWord tone={data.state === 'running' ? 'running' : 'waiting'}>
          {t(`reachability.state.${data.state}`)}
        </StatusWord>
      </div>
    )
  return (
    <ol className={styles.steps} aria-label={t('reachability.steps')}>
      {data.checks.map((step, index) => (
        <li key={index} className={styles.step}>
          <div>
            <strong>{t(`reachability.step.${step.step}`)}</strong>{' '}
            {step.subject !== '' && <Breakable text={step.subject} />}
            <span className="muted small">
              {' '}
              {t('reachability.took', { seconds: Math.round(step.milliseconds / 100) / 10 })}
            </span>
          </div>
          <StatusWord tone={tones[step.finding] ?? 'error'}>{t(`reachability.finding.${step.finding}`)}</StatusWord>
          {step.detail !== '' && (
            <div className="muted">
              <Breakable text={step.detail} />
            </div>
          )}
          {step.finding !== 'ok' && <div>{t(`reachability.advice.${step.finding}`)}</div>}
        </li>
      ))}
    </ol>
  )
}

function DiagnosticsPanel({ agentId, address }: { agentId: string; address: string }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const list = useQuery(diagnosticsQuery(organizationId, agentId))
  const send = useMutation({
    mutationFn: () => requestDiagnostics(organizationId, agentId, address, newIdempotencyKey()),
    onSuccess: async () => {
      toast(t('reachability.diagnostics.asked', { address }))
      await queryClient.invalidateQueries({ queryKey: ['diagnostics', organizationId, agentId] })
    },
  })
  return (
    <Panel title={t('reachability.diagnostics.title')} id="diagnostics">
      <p>{t('reachability.diagnostics.about')}</p>
      <div>
        <Button
          variant="outlined"
          startIcon={<Send size={16} />}
          disabled={address === '' || send.isPending}
          onClick={() => send.mutate()}
        >
          {t('reachability.diagnostics.send')}
        </Button>
        {address === '' && <span className="muted small"> {t('reachability.diagnostics.address_first')}</span>}
      </div>
      {send.isError && <ProblemLine error={send.error} />}
      {list.isPending ? (
        <Lines count={2} />
      ) : list.isError ? (
        <Problem error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data.items.length === 0 ? (
        <p className="muted">{t('reachability.diagnostics.none')}</p>
      ) : (
        <ul className={styles.steps}>
          {list.data.items.map((one) => (
            <DiagnosticsRow key={one.id} one={one} />
          ))}
        </ul>
      )}
    </Panel>
  )
}

function DiagnosticsRow({ one }: { one: Diagnostics }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const stateTones = { waiting: 'waiting', running: 'running', done: 'ok', no_answer: 'error' } as const
  return (
    <li className={styles.step}>
      <div>
        <Breakable text={one.address} /> · <Age at={one.requested_at} /> · <Breakable text={one.requested_by} />
      </div>
      <StatusWord tone={stateTones[one.state]}>
        {t(`reachability.state.${one.state}`)}
        {one.state === 'done' && ` · ${t('reachability.diagnostics.objects', { count: one.objects })}`}
      </StatusWord>
      {one.detail !== '' && (
        <div className="muted">
          <Breakable text={one.detail} />
        </div>
      )}
      {one.state === 'done' && (
        <div>
          <DownloadButton url={walkUrl(organizationId, one)}>{t('reachability.diagnostics.download')}</DownloadButton>
        </div>
      )}
    </li>
  )
}
