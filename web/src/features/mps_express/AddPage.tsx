import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Building2, ListChecks, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../api/types.ts'
import { useOrganization } from '../../lib/session.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { AddedResult } from './AddedResult.tsx'
import type { Chosen } from './chosen.ts'
import { forgetChosen, readChosen } from './chosen.ts'
import { EligibilityStep } from './EligibilityStep.tsx'
import type { Enrolled } from './mpsExpressApi.ts'
import { entitlementsQuery } from './mpsExpressApi.ts'
import { TermsStep } from './TermsStep.tsx'

/** Adds printers to MPS Express: eligibility, terms of service, result (MPX-1..MPX-4). */
export function AddPage() {
  const { t } = useTranslation()
  const organization = useOrganization()
  if (!organization) return <PageLoading />
  return (
    <>
      <PageHead
        title={t('mps_express.add.title')}
        context={organization.name}
        above={
          <Crumb to="/printers" here={t('mps_express.add.title')}>
            {t('nav.printers')}
          </Crumb>
        }
      />
      {organization.tier === 'child' ? (
        <InChild key={organization.id} organization={organization} />
      ) : (
        <Empty
          icon={<Building2 size={22} />}
          title={t('mps_express.add.parent')}
          action={
            <LinkButton
              variant="contained"
              to="/organizations/$organizationId/children"
              params={{ organizationId: organization.id }}
            >
              {t('mps_express.add.to_children')}
            </LinkButton>
          }
        >
          {t('mps_express.add.parent_detail')}
        </Empty>
      )}
    </>
  )
}

type Acted = Session['organization']

function InChild({ organization }: { organization: Acted }) {
  const { t } = useTranslation()
  const entitlements = useQuery(entitlementsQuery(organization.id))
  const [chosen] = useState(() => readChosen(organization.id))
  if (entitlements.isPending) return <PageLoading />
  if (entitlements.isError) return <Problem error={entitlements.error} onRetry={() => void entitlements.refetch()} />
  const mps = entitlements.data.entitlements.find(({ entitlement }) => entitlement === 'mps_express')
  if (!mps?.granted)
    return (
      <Empty
        icon={<ShieldCheck size={22} />}
        title={t('mps_express.add.not_entitled', { name: organization.name })}
        action={
          mps?.can_be_granted && (
            <LinkButton
              variant="contained"
              to="/organizations/$organizationId/entitlements"
              params={{ organizationId: organization.id }}
            >
              {t('mps_express.add.to_entitlements')}
            </LinkButton>
          )
        }
      >
        {t(mps?.can_be_granted ? 'mps_express.add.entitle_it' : 'mps_express.add.ask_parent')}
      </Empty>
    )
  if (!chosen)
    return (
      <Empty
        icon={<ListChecks size={22} />}
        title={t('mps_express.add.none_chosen')}
        action={
          <LinkButton variant="contained" to="/printers">
            {t('mps_express.to_printers')}
          </LinkButton>
        }
      >
        {t('mps_express.add.none_chosen_detail')}
      </Empty>
    )
  return <Steps chosen={chosen} organization={organization} />
}

function Steps({ chosen, organization }: { chosen: Chosen; organization: Acted }) {
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { step } = useSearch({ strict: false })
  const [added, setAdded] = useState<Enrolled | null>(null)
  if (added) return <AddedResult added={added} />
  if (step === 'terms')
    return (
      <TermsStep
        chosen={chosen}
        onBack={() => void navigate({ to: '/mps-express/add', search: {} })}
        onAdded={(result) => {
          forgetChosen()
          setAdded(result)
          for (const key of ['printers', 'mps-express'])
            void queryClient.invalidateQueries({ queryKey: [key], refetchType: 'none' })
        }}
      />
    )
  return (
    <EligibilityStep
      chosen={chosen}
      organization={organization}
      onContinue={() => void navigate({ to: '/mps-express/add', search: { step: 'terms' } })}
    />
  )
}
