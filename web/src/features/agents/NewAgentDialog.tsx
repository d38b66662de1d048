import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../api/limits.ts'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import type { Agent } from '../../api/types.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import type { Option } from '../../ui/form/Choosers.tsx'
import { SearchInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { StatusWord } from '../../ui/StatusWord.tsx'
import { OrganizationInput, useNewFor } from '../organizations/OrganizationField.tsx'
import { EnrollmentCommand, NativeToken } from './EnrollmentCommand.tsx'
import { agentQuery, createAgent } from './agentsApi.ts'

/** A new agent: its name and site, then the command with the token, which is shown once; it waits until the agent calls. */
export function NewAgentDialog({ kind = 'fleet', onClose }: { kind?: Agent['kind']; onClose: () => void }) {
  const { t } = useTranslation()
  const [created, setCreated] = useState<{ agent: Agent; token: string } | null>(null)
  return (
    <Dialog open onClose={created ? undefined : onClose} fullWidth maxWidth="sm" aria-labelledby="agent-title">
      <DialogTitle id="agent-title">
        {created ? t('agents.enroll_title', { name: created.agent.name }) : t(newOf[kind])}
      </DialogTitle>
      <DialogContent>
        {created ? (
          <Waiting agent={created.agent} token={created.token} />
        ) : (
          <NewAgentForm kind={kind} onCancel={onClose} onCreated={setCreated} />
        )}
      </DialogContent>
      {created && (
        <DialogActions>
          <Button variant="contained" onClick={onClose}>
            {t('agents.enroll_close')}
          </Button>
        </DialogActions>
      )}
    </Dialog>
  )
}

const newOf = { fleet: 'agents.new', native: 'agents.new_native' } as const

// Below a partner or the operator the list also has the sites of others, where the agent could not be.
async function sitesOf(organization_id: string, search: string | undefined, signal: AbortSignal): Promise<Option[]> {
  const { items } = await body(
    api.GET('/api/v1/sites', { params: { query: { organization_id, search, limit: 200 } }, signal }),
  )
  return items
    .filter((site) => site.organization_id === organization_id)
    .map((site) => ({ value: site.id, label: site.name }))
}

function NewAgentForm({
  kind,
  onCancel,
  onCreated,
}: {
  kind: Agent['kind']
  onCancel: () => void
  onCreated: (created: { agent: Agent; token: string }) => void
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [key] = useState(newIdempotencyKey)
  const newFor = useNewFor()
  const acting = useOrganizationId()
  const labels = {
    organization_id: t('organizations.field.organization'),
    name: t('agents.field.name'),
    site_id: t('agents.field.site'),
  }
  const validate = useMemo(
    () => (values: { organization_id: string; name: string; site_id: string }) => ({
      organization_id: values.organization_id === '' ? t('form.required') : undefined,
      name: values.name.trim() === '' ? t('form.required') : undefined,
      site_id: values.site_id === '' ? t('form.required') : undefined,
    }),
    [t],
  )
  const form = useForm({
    limits: limits.AgentBody,
    initial: { organization_id: newFor, name: '', site_id: '' },
    validate,
    draft: `agent.${kind === 'native' ? 'new_native' : 'new'}.${acting}`,
    submit: async (values) => {
      const { enrollment_token, ...agent } = await createAgent(
        values.organization_id,
        { name: values.name.trim(), kind, site_id: values.site_id },
        key,
      )
      await queryClient.invalidateQueries({ queryKey: ['agents'] })
      onCreated({ agent, token: enrollment_token })
    },
  })
  const { organization_id } = form.values
  const { set } = form
  const chosenFor = useRef(organization_id)
  useEffect(() => {
    // A site of the organization that was chosen before is none of this one's.
    if (chosenFor.current !== organization_id) set('site_id', '')
    chosenFor.current = organization_id
  }, [organization_id, set])
  const sites = useQuery({
    queryKey: ['sites', organization_id, 'any'],
    queryFn: async ({ signal }) => (await sitesOf(organization_id, undefined, signal)).length,
    enabled: organization_id !== '',
  })
  return (
    <FormView form={form} labels={labels} label={t(newOf[kind])}>
      <OrganizationInput />
      <TextInput
        name="name"
        label={labels.name}
        required
        help={t(kind === 'native' ? 'agents.help.native_name' : 'agents.help.name')}
        autoFocus
      />
      {organization_id !== '' && (
        <SearchInput
          key={organization_id}
          name="site_id"
          label={labels.site_id}
          required
          help={sites.data === 0 ? t('agents.help.no_site') : t('agents.help.site')}
          of={['sites', organization_id]}
          load={(search, signal) => sitesOf(organization_id, search, signal)}
        />
      )}
      <FormActions submit={t('agents.create')} onCancel={onCancel} />
    </FormView>
  )
}

function Waiting({ agent, token }: { agent: Agent; token: string }) {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const live = useQuery({ ...agentQuery(organizationId, agent.id), refetchInterval: 2_000 })
  const connected = live.data !== undefined && live.data.data.state === 'active'
  return (
    <div className="stack">
      {agent.kind === 'native' ? <NativeToken token={token} /> : <EnrollmentCommand token={token} />}
      <div role="status">
        <StatusWord tone={connected ? 'ok' : 'running'} pill>
          {connected ? t('agents.connected') : t('agents.waiting')}
        </StatusWord>
      </div>
    </div>
  )
}

export default NewAgentDialog
