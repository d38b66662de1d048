import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { toast } from '../../ui/Toasts.tsx'
import type { VersionRules } from './agentVersionsApi.ts'
import { agentPackagesQuery, updateVersionRules, versionRulesQuery } from './agentVersionsApi.ts'

const none = 'none'
const valuesOf = ({ minimum_version, rollout_version, rollout_percent }: VersionRules) => ({
  minimum_version,
  rollout_version: rollout_version === '' ? none : rollout_version,
  rollout_percent: String(rollout_percent),
})

/** The least version that is wanted, and which one agents become by themselves. */
export function RulesDialog({ stored, etag, onClose }: { stored: VersionRules; etag: string; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const packages = useQuery(agentPackagesQuery(organizationId, {})).data?.items ?? []
  const labels = {
    minimum_version: t('agent_versions.field.minimum_version'),
    rollout_version: t('agent_versions.field.rollout_version'),
    rollout_percent: t('agent_versions.field.rollout_percent'),
  }
  const title = t('agent_versions.rules')
  const form = useForm({
    limits: limits.AgentVersionRulesInput,
    initial: valuesOf(stored),
    validate: ({ rollout_percent }) => ({
      rollout_percent: /^(?:100|\d{1,2})$/.test(rollout_percent.trim())
        ? undefined
        : t('agent_versions.problem.percent'),
    }),
    draft: 'agent_versions.rules',
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...versionRulesQuery(organizationId), staleTime: 0 })
      return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async (values, seen) => {
      await updateVersionRules(organizationId, seen, {
        minimum_version: values.minimum_version.trim(),
        rollout_version: values.rollout_version === none ? '' : values.rollout_version,
        rollout_percent: Number(values.rollout_percent),
      })
      await queryClient.invalidateQueries({ queryKey: ['agent-versions'] })
      toast(t('agent_versions.rules_saved'))
      onClose()
    },
  })
  const versions = [...new Set([...packages.map((each) => each.agent_version), stored.rollout_version])].filter(Boolean)
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="rules-title">
      <DialogTitle id="rules-title">{title}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={title} conflictTitle={t('agent_versions.conflict')}>
          <TextInput
            name="minimum_version"
            label={labels.minimum_version}
            help={t('agent_versions.help.minimum_version')}
            mono
          />
          <SelectInput
            name="rollout_version"
            label={labels.rollout_version}
            help={t('agent_versions.help.rollout_version')}
            options={[
              { value: none, label: t('agent_versions.no_rollout') },
              ...versions.map((version) => ({ value: version, label: version })),
            ]}
          />
          <TextInput
            name="rollout_percent"
            label={labels.rollout_percent}
            help={t('agent_versions.help.rollout_percent')}
          />
          <FormActions submit={t('common.save')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}
