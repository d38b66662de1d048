import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { PageLoading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationInput, useNewFor } from '../organizations/OrganizationField.tsx'
import styles from './contracts.module.css'
import type { EffectiveTerms } from './contractsApi.ts'
import { createContract, operatorTermsQuery } from './contractsApi.ts'
import { ContractForm, useContractRules } from './ContractForm.tsx'
import type { ContractValues } from './contractValues.ts'
import { contractBody, contractValues } from './contractValues.ts'

/** A new contract: with the customer that is chosen, or with the only organization that one sees. */
export function NewContractPage() {
  const organizationId = useOrganizationId()
  const terms = useQuery(operatorTermsQuery(organizationId))
  if (terms.isPending) return <PageLoading />
  if (terms.isError) return <Problem error={terms.error} onRetry={() => void terms.refetch()} />
  return <NewContract inherited={terms.data.data.effective} />
}

function NewContract({ inherited }: { inherited: EffectiveTerms }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const newFor = useNewFor()
  // A draft belongs to where it was begun: elsewhere its organization would be another one than the page says.
  const acting = useOrganizationId()
  const [key] = useState(newIdempotencyKey)
  const back = () => navigate({ to: '/contracts' })
  const form = useForm<ContractValues>({
    ...useContractRules(),
    initial: contractValues(undefined, newFor),
    draft: `contract.new.${acting}`,
    submit: async (values) => {
      const created = await createContract(values.organization_id, contractBody(values), key)
      await queryClient.invalidateQueries({ queryKey: ['contracts'] })
      toast(t('contracts.created', { number: created.number }))
      // Not waited for: what is saved is saved, even if the list cannot be fetched now.
      void back()
    },
  })
  return (
    <div className={styles.page}>
      <PageHead
        title={t('contracts.new')}
        above={
          <Crumb to="/contracts" here={t('contracts.new')}>
            {t('nav.contracts')}
          </Crumb>
        }
      />
      <Panel>
        <ContractForm form={form} inherited={inherited} submit={t('contracts.create')} onCancel={() => void back()}>
          <OrganizationInput />
        </ContractForm>
      </Panel>
    </div>
  )
}
