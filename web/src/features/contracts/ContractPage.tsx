import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { Age } from '../../ui/Age.tsx'
import { Crumb } from '../../ui/Crumb.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { PageLoading } from '../../ui/Loading.tsx'
import { ThingProblem } from '../../ui/NotThere.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { toast } from '../../ui/Toasts.tsx'
import styles from './contracts.module.css'
import type { Contract } from './contractsApi.ts'
import { contractQuery, updateContract } from './contractsApi.ts'
import { ContractForm, useContractRules } from './ContractForm.tsx'
import type { ContractValues } from './contractValues.ts'
import { contractBody, contractValues } from './contractValues.ts'
import { DeleteContractDialog } from './DeleteContractDialog.tsx'
import { contract as contractThing } from './feature.ts'
import { TermFacts } from './TermFacts.tsx'

/** One contract with its terms; the operator changes it, the customer reads it. */
export function ContractPage() {
  const contractId = usePathId('contractId')
  const organizationId = useOrganizationId()
  const mayEdit = useAllowed('updateContract')
  const contract = useQuery({
    ...contractQuery(organizationId, contractId),
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  })
  if (contract.isPending) return <PageLoading />
  if (contract.isError)
    return <ThingProblem thing={contractThing} error={contract.error} onRetry={() => void contract.refetch()} />
  const { data, etag } = contract.data
  return mayEdit ? <EditContract stored={data} etag={etag ?? ''} /> : <ShowContract contract={data} />
}

function Head({ contract, children }: { contract: Contract; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <PageHead
      title={contract.number}
      above={
        <Crumb
          to="/contracts"
          here={contract.number}
          of={{ list: '/api/v1/contracts', id: contract.id, page: '/contracts/$contractId', param: 'contractId' }}
        >
          {t('nav.contracts')}
        </Crumb>
      }
      context={
        <>
          {contract.organization_name} ·{' '}
          <Link to="/enrollment" search={{ contract_id: contract.id }}>
            {t('contracts.printers', { count: contract.printers })}
          </Link>{' '}
          ·{' '}
          <Link to="/contracts/$contractId/meters" params={{ contractId: contract.id }}>
            {t('nav.meter_terms')}
          </Link>{' '}
          · {t('contracts.updated')} <Age at={contract.updated_at} />
        </>
      }
    >
      {children}
    </PageHead>
  )
}

function EditContract({ stored, etag }: { stored: Contract; etag: string }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const mayDelete = useAllowed('deleteContract')
  const [deleting, setDeleting] = useState(false)
  const back = () => navigate({ to: '/contracts' })
  const form = useForm<ContractValues>({
    ...useContractRules(),
    initial: contractValues(stored),
    draft: `contract.${stored.id}`,
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...contractQuery(organizationId, stored.id), staleTime: 0 })
      return { values: contractValues(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async (values, seen) => {
      const saved = await updateContract(organizationId, stored.id, seen, contractBody(values))
      await queryClient.invalidateQueries({ queryKey: ['contracts'] })
      toast(t('contracts.saved', { number: saved.data.number }))
      void back()
    },
  })
  return (
    <div className={styles.page}>
      <Head contract={stored}>
        {mayDelete && (
          <ActionMenu
            label={t('contracts.more')}
            actions={[
              {
                id: 'delete',
                label: t('contracts.delete'),
                icon: <Trash2 size={16} />,
                onClick: () => setDeleting(true),
                disabledBecause: stored.printers > 0 ? t('contracts.has_printers') : undefined,
              },
            ]}
          />
        )}
      </Head>
      <Panel>
        <ContractForm form={form} inherited={stored.inherited} submit={t('common.save')} onCancel={() => void back()} />
      </Panel>
      {deleting && (
        <DeleteContractDialog contract={stored} onClose={() => setDeleting(false)} onDeleted={() => void back()} />
      )}
    </div>
  )
}

function ShowContract({ contract }: { contract: Contract }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className={styles.page}>
      <Head contract={contract} />
      <div className="stack">
        <Panel>
          <Facts
            items={[
              [t('contracts.field.name'), contract.name],
              [t('contracts.field.customer'), t(`contracts.customer.${contract.customer}`)],
              [
                t('contracts.field.supplies'),
                t(contract.supplies_included ? 'contracts.included' : 'contracts.excluded'),
              ],
              [
                t('contracts.field.excluded_kinds'),
                format.list(contract.excluded_kinds.map((kind) => t(`contracts.kind.${kind as 'toner'}`))),
              ],
              [t('contracts.field.starts_on'), contract.starts_on],
              [t('contracts.field.ends_on'), contract.ends_on],
            ]}
          />
        </Panel>
        <Panel title={t('contracts.part.terms')} id="contract-terms">
          <TermFacts effective={contract.effective} />
        </Panel>
      </div>
    </div>
  )
}
