import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { limits } from '../../api/limits.ts'
import { ApiError } from '../../api/problem.ts'
import { useAllowed, useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Lines, PageLoading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import { SavedTick } from '../../ui/SavedTick.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import styles from './mpsExpress.module.css'
import type { Contract, Programme } from './mpsExpressApi.ts'
import { contractQuery, programmeQuery, updateContract, updateProgramme } from './mpsExpressApi.ts'
import { Sections } from './Sections.tsx'

/** What MPS Express asks of every printer, and what the contract with a customer says of it (MPX-3, MPX-5). */
export function SettingsPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const organization = useOrganization()
  const programme = useQuery(programmeQuery(organizationId))
  if (programme.isPending || !organization) return <PageLoading />
  if (programme.isError) return <Problem error={programme.error} onRetry={() => void programme.refetch()} />
  return (
    <>
      <PageHead title={t('mps_express.settings.title')} context={t('mps_express.settings.context')} />
      <Sections />
      <div className={`stack ${styles.page}`}>
        <Panel title={t('mps_express.settings.requirements')} id="requirements">
          <Requirements stored={programme.data.data} etag={programme.data.etag ?? ''} />
        </Panel>
        <Panel title={t('mps_express.settings.contract')} id="contract">
          {organization.tier === 'child' ? (
            <ContractOf organizationId={organization.id} />
          ) : (
            <p className="muted">{t('mps_express.settings.choose_customer')}</p>
          )}
        </Panel>
      </div>
    </>
  )
}

const valuesOf = ({ minimum_agent_version }: Programme) => ({ minimum_agent_version })

function Requirements({ stored, etag }: { stored: Programme; etag: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const mayChange = useAllowed('updateMpsExpressProgramme')
  const labels = { minimum_agent_version: t('mps_express.column.minimum_agent_version') }
  const form = useForm({
    limits: limits.MpsProgrammeInput,
    initial: valuesOf(stored),
    validate: () => ({}),
    draft: 'mps_express.programme',
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...programmeQuery(organizationId), staleTime: 0 })
      return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async (values, seen) => {
      const saved = await updateProgramme(organizationId, seen, {
        minimum_agent_version: values.minimum_agent_version.trim(),
      })
      await queryClient.invalidateQueries({ queryKey: ['mps-express'] })
      toast(t('mps_express.settings.saved'))
      return { values: valuesOf(saved.data), etag: saved.etag ?? '' }
    },
  })
  if (!mayChange)
    return (
      <Facts
        items={[[labels.minimum_agent_version, stored.minimum_agent_version || t('mps_express.settings.any_version')]]}
      />
    )
  return (
    <FormView
      form={form}
      labels={labels}
      label={t('mps_express.settings.requirements')}
      conflictTitle={t('mps_express.settings.conflict')}
    >
      <TextInput
        name="minimum_agent_version"
        label={labels.minimum_agent_version}
        help={t('mps_express.help.minimum_agent_version')}
        mono
      />
      <FormActions submit={t('common.save')} />
    </FormView>
  )
}

function ContractOf({ organizationId }: { organizationId: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const mayChange = useAllowed('updateMpsExpressContract')
  const contract = useQuery(contractQuery(organizationId))
  const change = useMutation({
    mutationFn: ({ automatic, etag }: { automatic: boolean; etag: string }) =>
      updateContract(organizationId, etag, automatic),
    onSuccess: (saved) => {
      queryClient.setQueryData(contractQuery(organizationId).queryKey, saved)
      toast(t('mps_express.settings.contract_saved'))
    },
    // Somebody else changed it meanwhile: what they said is shown, and the next click counts for it.
    onError: async (error) => {
      if (error instanceof ApiError && error.status === 412) await contract.refetch()
    },
  })
  if (contract.isPending) return <Lines count={2} />
  if (contract.isError) return <Problem error={contract.error} onRetry={() => void contract.refetch()} />
  const { data, etag } = contract.data
  const words = (of: Pick<Contract, 'automatic_confirmation'>) =>
    t(of.automatic_confirmation ? 'mps_express.settings.automatic' : 'mps_express.settings.by_operator')
  return (
    <div className="stack">
      <OrganizationLine id={organizationId} />
      {mayChange ? (
        <SavedTick
          label={t('mps_express.settings.automatic')}
          checked={data.automatic_confirmation}
          save={(automatic) => change.mutateAsync({ automatic, etag: etag ?? '' })}
        />
      ) : (
        <p>{words(data)}</p>
      )}
      <p className="muted small">{t('mps_express.settings.automatic_detail')}</p>
      {change.isError && <ProblemLine error={change.error} />}
    </div>
  )
}
