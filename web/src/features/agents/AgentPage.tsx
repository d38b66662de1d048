import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeftRight, Power, Printer, Radio, Stethoscope, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../api/limits.ts'
import type { Agent } from '../../api/types.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { Age } from '../../ui/Age.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { ChoiceInput, Fieldset, FormActions, FormView, TextInput, Wide } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { useProblemText } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { etagOf } from '../../ui/useDelete.ts'
import { agent as agentThing } from './feature.ts'
import { AgentState } from './AgentState.tsx'
import { agentQuery, changeDuty, deleteAgent, updateAgent } from './agentsApi.ts'
import { SearchTools } from './SearchTools.tsx'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { SetAside } from './SetAside.tsx'
import { badEntries, fromLines, toLines } from './searchCriteria.ts'
import styles from './agents.module.css'
import { ThingProblem } from '../../ui/NotThere.tsx'

/** One agent: how it is, what hangs on it, where it searches (AGT-2, AGT-8). */
export function AgentPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const navigate = useNavigate()
  const agentId = usePathId('agentId')
  const organizationId = useOrganizationId()
  const mayEdit = useAllowed('updateAgent')
  const agent = useQuery(agentQuery(organizationId, agentId))
  const [deleting, setDeleting] = useState(false)
  const switchOff = useSwitch()
  const duty = useDuty()
  if (agent.isPending) return <PageLoading />
  if (agent.isError && !agent.data)
    return <ThingProblem thing={agentThing} error={agent.error} onRetry={() => void agent.refetch()} />
  const { data, etag } = agent.data
  const blocked =
    data.managed_printer_count > 0
      ? t('agents.blocked_by_managed', {
          managed: data.managed_printer_count - data.pending_printer_count,
          pending: data.pending_printer_count,
        })
      : undefined
  return (
    <>
      <PageHead
        title={data.name}
        above={
          <Crumb
            to="/agents"
            here={data.name}
            of={{ list: '/api/v1/agents', id: agentId, page: '/agents/$agentId', param: 'agentId' }}
          >
            {t('agents.title')}
          </Crumb>
        }
        context={
          <span className="row wrap">
            <AgentState state={data.state} pill />
            {data.last_contact_at && (
              <span>
                {t('agents.last_contact')} <Age at={data.last_contact_at} />
              </span>
            )}
          </span>
        }
      >
        <LinkButton
          variant="outlined"
          to="/printers"
          search={{ agent_id: [data.id] }}
          startIcon={<Printer size={16} />}
        >
          {t('agents.show_printers', { count: data.printer_count })}
        </LinkButton>
        {mayEdit && (
          <ActionMenu
            label={t('agents.actions')}
            actions={[
              ...dutyChoices(data).map((choice) => ({
                id: choice,
                label: t(`agents.duty.${choice}`),
                icon: choice === 'make_active' ? <Radio size={16} /> : <ArrowLeftRight size={16} />,
                onClick: () => duty.mutate({ agent: data, choice }),
                disabledBecause:
                  choice === 'make_active' && data.state !== 'active' ? t('agents.duty.not_active') : undefined,
              })),
              {
                id: 'device',
                label: t('agents.test_address'),
                icon: <Stethoscope size={16} />,
                onClick: () => void navigate({ to: '/agents/$agentId/device', params: { agentId } }),
              },
              {
                id: 'disable',
                label: data.state === 'disabled' ? t('agents.enable') : t('agents.disable'),
                icon: <Power size={16} />,
                onClick: () => switchOff.mutate({ agent: data, etag: etag ?? '', disabled: data.state !== 'disabled' }),
                disabledBecause: data.state === 'disabled' ? undefined : blocked,
              },
              {
                id: 'delete',
                label: t('agents.delete'),
                icon: <Trash2 size={16} />,
                onClick: () => setDeleting(true),
                disabledBecause: blocked,
              },
            ]}
          />
        )}
      </PageHead>
      <div className={styles.layout}>
        <Panel title={t('agents.facts')} id="facts">
          <Facts
            items={[
              [t('agents.column.printers'), <span className="num">{format.number(data.printer_count)}</span>],
              [
                t('agents.column.managed'),
                <span className="num">{format.number(data.managed_printer_count - data.pending_printer_count)}</span>,
              ],
              [t('agents.pending'), <span className="num">{format.number(data.pending_printer_count)}</span>],
              [
                t('agents.column.version'),
                data.version_text ? (
                  <span className="row wrap">
                    <span className="mono">{data.version_text}</span>
                    {data.below_minimum_version && <StatusWord tone="warning">{t('agents.below_minimum')}</StatusWord>}
                  </span>
                ) : null,
              ],
              [t('agents.host_name'), data.host_name],
              [t('agents.kind'), t(`agents.kinds.${data.kind}`)],
              ...(data.kind === 'native'
                ? [
                    [
                      t('agents.own_printer'),
                      data.own_printer ? `${data.own_printer.manufacturer} ${data.own_printer.serial_number}` : null,
                    ] as [string, string | null],
                  ]
                : [[t('agents.duty.title'), <DutyWords agent={data} />] as [string, ReactNode]]),
              [t('agents.column.last_contact'), <Age at={data.last_contact_at} />],
            ]}
          />
          {blocked && (
            <div style={{ marginTop: 12 }}>
              <Note>{blocked}</Note>
            </div>
          )}
        </Panel>
        {data.kind === 'native' ? (
          <Panel title={t('agents.kinds.native')} id="native">
            <p>{t('agents.native_detail')}</p>
          </Panel>
        ) : (
          <Panel title={t('agents.search_criteria')} id="criteria">
            {mayEdit ? <SearchForm key={data.id} agent={data} etag={etag ?? ''} /> : <SearchFacts agent={data} />}
          </Panel>
        )}
        <SetAside agentId={data.id} />
      </div>
      {deleting && (
        <DeleteAgent
          agent={data}
          etag={etag ?? ''}
          onClose={() => setDeleting(false)}
          onDeleted={() => void navigate({ to: '/agents' })}
        />
      )}
    </>
  )
}

/** Whether it asks printers, or stands by while another agent of its site does (AGT-12). */
function DutyWords({ agent }: { agent: Agent }) {
  const { t } = useTranslation()
  const { duty } = agent
  if (!duty) return <>{t('agents.duty.alone')}</>
  return (
    <span className="stack" style={{ gap: 2 }}>
      <span>
        {duty.polls ? t('agents.duty.polls') : t('agents.duty.stands_by')}{' '}
        {duty.stands_by_for && (
          <Link to="/agents/$agentId" params={{ agentId: duty.stands_by_for }}>
            {duty.stands_by_for_name}
          </Link>
        )}
      </span>
      {duty.since && (
        <span className="small muted">
          {t('agents.duty.since')} <Age at={duty.since} />
        </span>
      )}
      {duty.took_over && <span className="small muted">{t('agents.duty.took_over')}</span>}
      {duty.all_silent && <StatusWord tone="error">{t('agents.duty.all_silent')}</StatusWord>}
      {!duty.all_silent && duty.gone.length > 0 && (
        <StatusWord tone="warning">{t('agents.duty.gone', { names: duty.gone.join(', ') })}</StatusWord>
      )}
      {duty.always && <span className="small muted">{t('agents.duty.always')}</span>}
      {duty.stood_by.length > 0 && (
        <span className="small muted">{t('agents.duty.stood_by', { names: duty.stood_by.join(', ') })}</span>
      )}
    </span>
  )
}

type DutyChoice = Parameters<typeof changeDuty>[2]

function dutyChoices({ duty }: Agent): DutyChoice[] {
  if (!duty) return []
  return [...(duty.polls ? [] : ['make_active' as const]), duty.always ? 'share' : 'always_poll']
}

/** What a person decides of agents that share a site; the one that polled before can be chosen again. */
function useDuty() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  return useMutation({
    mutationFn: ({ agent, choice }: { agent: Agent; choice: DutyChoice }) =>
      changeDuty(organizationId, agent.id, choice),
    onSuccess: (_agent, { agent, choice }) => {
      void queryClient.invalidateQueries({ queryKey: ['agents'] })
      toast(t(`agents.duty.done.${choice}`, { name: agent.name }))
    },
    onError: (error) => toast(problemText(error).detail ?? problemText(error).title, { tone: 'problem' }),
  })
}

/** Turns an agent off and on; what was done can be undone at once. */
function useSwitch() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const change = useMutation({
    mutationFn: ({ agent, etag, disabled }: { agent: Agent; etag: string; disabled: boolean }) =>
      updateAgent(organizationId, agent.id, etag, { name: agent.name, site_id: agent.site_id, disabled }),
    onSuccess: (agent, { disabled }) => {
      void queryClient.invalidateQueries({ queryKey: ['agents'] })
      toast(t(disabled ? 'agents.was_disabled' : 'agents.was_enabled', { name: agent.name }), {
        undo: () => change.mutate({ agent, etag: `"${agent.version}"`, disabled: !disabled }),
      })
    },
    onError: (error) => toast(problemText(error).detail ?? problemText(error).title, { tone: 'problem' }),
  })
  return change
}

function SearchFacts({ agent }: { agent: Agent }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <Facts
      items={[
        [t('agents.field.include'), <span className="mono">{agent.search.include.join(', ')}</span>],
        [t('agents.field.exclude'), <span className="mono">{agent.search.exclude.join(', ')}</span>],
        [t('agents.field.discovery'), format.duration(agent.search.discovery_interval_seconds)],
        [t('agents.field.polling'), format.duration(agent.search.polling_interval_seconds)],
      ]}
    />
  )
}

const intervals = [300, 900, 1800, 3600, 4 * 3600, 12 * 3600, 86_400]

/** Named as the API names them, so that what is refused is marked. */
function searchValues(agent: Agent) {
  return {
    name: agent.name,
    include: toLines(agent.search.include),
    exclude: toLines(agent.search.exclude),
    communities: '',
    writing: agent.search.write_community_count > 0 ? ['allowed'] : [],
    write_communities: '',
    writers: agent.search.v3_users.filter(({ may_write }) => may_write).map(({ user }) => user),
    discovery_interval_seconds: String(agent.search.discovery_interval_seconds),
    polling_interval_seconds: String(agent.search.polling_interval_seconds),
  }
}

function SearchForm({ agent, etag }: { agent: Agent; etag: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const labels = {
    name: t('agents.field.name'),
    include: t('agents.field.include'),
    exclude: t('agents.field.exclude'),
    communities: t('agents.field.communities'),
    writing: t('agents.field.writing'),
    write_communities: t('agents.field.write_communities'),
    writers: t('agents.field.writers'),
    discovery_interval_seconds: t('agents.field.discovery'),
    polling_interval_seconds: t('agents.field.polling'),
  }
  const initial = searchValues(agent)
  const validate = useMemo(
    () => (values: ReturnType<typeof searchValues>) => {
      const listProblem = (text: string) => {
        const bad = badEntries(text)
        return bad.length > 0 ? t('agents.problem.entries', { entries: bad.slice(0, 3).join(', ') }) : undefined
      }
      return {
        name: values.name.trim() === '' ? t('form.required') : undefined,
        include: listProblem(values.include),
        exclude: listProblem(values.exclude),
        write_communities:
          values.writing.length > 0 &&
          agent.search.write_community_count === 0 &&
          fromLines(values.write_communities).length === 0
            ? t('form.required')
            : undefined,
      }
    },
    [t, agent.search.write_community_count],
  )
  const form = useForm({
    limits: limits.AgentBody,
    initial,
    validate,
    draft: `agent.${agent.id}`,
    secret: ['communities', 'write_communities'],
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...agentQuery(organizationId, agent.id), staleTime: 0 })
      return { values: searchValues(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async (values, version) => {
      const communities = fromLines(values.communities)
      const writing = fromLines(values.write_communities)
      const change = {
        name: values.name.trim(),
        site_id: agent.site_id,
        search: {
          include: fromLines(values.include),
          exclude: fromLines(values.exclude),
          discovery_interval_seconds: Number(values.discovery_interval_seconds),
          polling_interval_seconds: Number(values.polling_interval_seconds),
          // Secrets go one way only: without a new value the stored ones stay.
          ...(communities.length > 0 ? { communities } : {}),
          ...(values.writing.length === 0
            ? { write_communities: [] }
            : writing.length > 0
              ? { write_communities: writing }
              : {}),
          // Whoever is named keeps protocols and secrets; only what they may do is said anew.
          ...(agent.search.v3_users.some(({ user, may_write }) => may_write !== values.writers.includes(user))
            ? {
                v3_users: agent.search.v3_users.map((one) => ({
                  ...one,
                  may_write: values.writers.includes(one.user),
                })),
              }
            : {}),
        },
      }
      const saved = await updateAgent(organizationId, agent.id, version, change)
      await queryClient.invalidateQueries({ queryKey: ['agents'] })
      toast(agent.state === 'active' ? t('agents.saved_live') : t('agents.saved'))
      return { values: searchValues(saved), etag: etagOf(saved) }
    },
  })
  const interval = (seconds: number) =>
    [...new Set([...intervals, seconds])]
      .sort((a, b) => a - b)
      .map((value) => ({ value: String(value), label: format.duration(value) }))
  return (
    <FormView
      form={form}
      labels={labels}
      label={t('agents.search_criteria')}
      words={(name, value) => (name.endsWith('_interval_seconds') ? format.duration(Number(value)) : undefined)}
    >
      <TextInput name="name" label={labels.name} required />
      <Fieldset legend={t('agents.part.addresses')} help={t('agents.help.addresses')}>
        <TextInput
          name="include"
          label={labels.include}
          rows={6}
          mono
          help={t('agents.help.include')}
          placeholder="10.20.0.0/24"
        />
        <TextInput name="exclude" label={labels.exclude} rows={6} mono help={t('agents.help.exclude')} />
        <Wide>
          <SearchTools
            agent={agent}
            include={fromLines(form.values.include)}
            exclude={fromLines(form.values.exclude)}
            onImport={(found) => {
              form.set('include', toLines(found.include))
              form.set('exclude', toLines(found.exclude))
            }}
          />
        </Wide>
      </Fieldset>
      <Fieldset legend={t('agents.part.snmp')}>
        <Wide>
          <TextInput
            name="communities"
            label={labels.communities}
            type="password"
            autoComplete="new-password"
            help={t('agents.help.communities', { count: agent.search.community_count })}
          />
        </Wide>
        <Wide>
          <ChoiceInput
            name="writing"
            label={labels.writing}
            options={[{ value: 'allowed', label: t('agents.writing_allowed'), help: t('agents.help.writing') }]}
          />
        </Wide>
        {form.values.writing.length > 0 && (
          <Wide>
            <Note tone="warning">{t('agents.writing_warning')}</Note>
            <TextInput
              name="write_communities"
              label={labels.write_communities}
              type="password"
              autoComplete="new-password"
              required={agent.search.write_community_count === 0}
              help={t('agents.help.communities', { count: agent.search.write_community_count })}
            />
          </Wide>
        )}
        {agent.search.v3_users.length > 0 && (
          <Wide>
            <ChoiceInput
              name="writers"
              label={labels.writers}
              options={agent.search.v3_users.map(({ user, auth_protocol, priv_protocol }) => ({
                value: user,
                label: user,
                help:
                  [auth_protocol, priv_protocol].filter((protocol) => protocol !== 'none').join(' · ') ||
                  t('agents.v3_open'),
              }))}
            />
            {form.values.writers.length > 0 && <Note tone="warning">{t('agents.writers_warning')}</Note>}
          </Wide>
        )}
      </Fieldset>
      <Fieldset legend={t('agents.part.schedule')}>
        <SelectInput
          name="discovery_interval_seconds"
          label={labels.discovery_interval_seconds}
          options={interval(agent.search.discovery_interval_seconds)}
        />
        <SelectInput
          name="polling_interval_seconds"
          label={labels.polling_interval_seconds}
          options={interval(agent.search.polling_interval_seconds)}
          help={t('agents.help.polling')}
        />
      </Fieldset>
      <FormActions submit={t('common.save')} />
    </FormView>
  )
}

function DeleteAgent({
  agent,
  etag,
  onClose,
  onDeleted,
}: {
  agent: Agent
  etag: string
  onClose: () => void
  onDeleted: () => void
}) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const remove = useMutation({
    mutationFn: () => deleteAgent(organizationId, agent, etag),
    onSuccess: async () => {
      onDeleted()
      await queryClient.invalidateQueries({ queryKey: ['agents'] })
      toast(t('agents.deleted', { name: agent.name }))
    },
  })
  return (
    <ConfirmDialog
      title={t('agents.delete_title', { name: agent.name })}
      sentence={t('agents.delete_sentence')}
      confirm={t('agents.delete')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('agents.delete_detail', { count: agent.printer_count })}
    </ConfirmDialog>
  )
}
