import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { limits } from '../../api/limits.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { Fieldset, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { PageLoading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import styles from './contracts.module.css'
import type { OperatorTerms } from './contractsApi.ts'
import { operatorTermsQuery, updateOperatorTerms } from './contractsApi.ts'
import { Sections } from './Sections.tsx'
import { TermFacts } from './TermFacts.tsx'
import { TermFields, useTermLabels } from './TermFields.tsx'
import type { TermValues } from './termValues.ts'
import { termsBody, termValues, wrongNumbers } from './termValues.ts'

/** What the operator says of replenishment for everybody, and whom customers call. */
export function OperatorTermsPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const mayEdit = useAllowed('updateOperatorTerms')
  const terms = useQuery({ ...operatorTermsQuery(organizationId), refetchOnWindowFocus: false })
  if (terms.isPending) return <PageLoading />
  if (terms.isError) return <Problem error={terms.error} onRetry={() => void terms.refetch()} />
  const { data, etag } = terms.data
  return (
    <>
      <PageHead title={t('contracts.operator.title')} context={t('contracts.operator.context')} />
      <Sections />
      <div className={`stack ${styles.page}`}>
        {mayEdit ? (
          <Panel>
            <EditTerms stored={data} etag={etag ?? ''} />
          </Panel>
        ) : (
          <>
            <Panel title={t('contracts.part.service_desk')} id="service-desk">
              <Facts
                items={[
                  [t('contracts.field.service_desk_phone'), data.service_desk_phone],
                  [t('contracts.field.service_desk_email'), data.service_desk_email],
                ]}
              />
            </Panel>
            <Panel title={t('contracts.part.terms')} id="operator-terms">
              <TermFacts effective={data.effective} />
            </Panel>
          </>
        )}
      </div>
    </>
  )
}

interface OperatorValues extends TermValues {
  service_desk_phone: string
  service_desk_email: string
}

const valuesOf = (terms: OperatorTerms): OperatorValues => ({
  ...termValues(terms),
  service_desk_phone: terms.service_desk_phone,
  service_desk_email: terms.service_desk_email,
})

function EditTerms({ stored, etag }: { stored: OperatorTerms; etag: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const labels: Record<string, string> = {
    service_desk_phone: t('contracts.field.service_desk_phone'),
    service_desk_email: t('contracts.field.service_desk_email'),
    ...useTermLabels(),
  }
  const form = useForm<OperatorValues>({
    limits: {
      service_desk_phone: limits.OperatorTermsInput.service_desk_phone,
      service_desk_email: limits.OperatorTermsInput.service_desk_email,
    },
    initial: valuesOf(stored),
    validate: (values) =>
      Object.fromEntries(wrongNumbers(values).map((name) => [name, t('contracts.problem.whole_number')])),
    draft: 'contracts.operator_terms',
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...operatorTermsQuery(organizationId), staleTime: 0 })
      return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async (values, seen) => {
      const saved = await updateOperatorTerms(organizationId, seen, {
        ...termsBody(values),
        service_desk_phone: values.service_desk_phone.trim(),
        service_desk_email: values.service_desk_email.trim(),
      })
      await queryClient.invalidateQueries({ queryKey: ['contracts'] })
      toast(t('contracts.terms_saved'))
      return { values: valuesOf(saved.data), etag: saved.etag ?? '' }
    },
  })
  return (
    <FormView
      form={form}
      labels={labels}
      label={t('contracts.operator.title')}
      conflictTitle={t('contracts.terms_conflict')}
    >
      <Fieldset legend={t('contracts.part.service_desk')} help={t('contracts.help.service_desk')}>
        <TextInput name="service_desk_phone" label={labels.service_desk_phone ?? ''} type="tel" />
        <TextInput name="service_desk_email" label={labels.service_desk_email ?? ''} type="email" />
      </Fieldset>
      <TermFields inherited={stored.inherited} />
      <FormActions submit={t('common.save')} />
    </FormView>
  )
}
