import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { Crumb } from '../../ui/Crumb.tsx'
import { FormActions, FormView } from '../../ui/form/Fields.tsx'
import type { Stored } from '../../ui/form/useForm.ts'
import { useForm } from '../../ui/form/useForm.ts'
import { PageLoading } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import styles from './contracts.module.css'
import type { EffectiveTerms, SiteTerms, TermsBody } from './contractsApi.ts'
import { modelTermsQuery, siteTermsQuery, updateModelTerms, updateSiteTerms } from './contractsApi.ts'
import { TermFacts } from './TermFacts.tsx'
import { TermFields, termText, useTermLabels } from './TermFields.tsx'
import type { TermValues } from './termValues.ts'
import { termsBody, termValues, wrongNumbers } from './termValues.ts'

/** What is said of replenishment for a printer model. */
export function ModelTermsPage() {
  const { t } = useTranslation()
  const modelId = usePathId('catalogModelId')
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const mayEdit = useAllowed('updateModelTerms')
  const query = modelTermsQuery(organizationId, modelId)
  const terms = useQuery({ ...query, refetchOnWindowFocus: false })
  if (terms.isPending) return <PageLoading />
  if (terms.isError) return <Problem error={terms.error} onRetry={() => void terms.refetch()} />
  const { data, etag } = terms.data
  const title = t('contracts.terms_of', { name: data.model_name })
  return (
    <div className={styles.page}>
      <PageHead
        title={title}
        context={t('contracts.model_context')}
        above={
          <Crumb to="/catalog/models" here={title}>
            {t('contracts.models')}
          </Crumb>
        }
      />
      <Panel>
        {mayEdit ? (
          <EditTerms
            title={title}
            draft={`contracts.model_terms.${modelId}`}
            stored={{ values: termValues(data), etag: etag ?? '' }}
            inherited={data.inherited}
            reread={async () => {
              const fresh = await queryClient.fetchQuery({ ...query, staleTime: 0 })
              return { values: termValues(fresh.data), etag: fresh.etag ?? '' }
            }}
            save={async (body, seen) => {
              const saved = await updateModelTerms(organizationId, modelId, seen, body)
              return { values: termValues(saved.data), etag: saved.etag ?? '' }
            }}
          />
        ) : (
          <TermFacts effective={data.effective} />
        )}
      </Panel>
    </div>
  )
}

/** The same for a site. */
export function SiteTermsPage() {
  const { t } = useTranslation()
  const siteId = usePathId('siteId')
  const organizationId = useOrganizationId()
  const queryClient = useQueryClient()
  const mayEdit = useAllowed('updateSiteTerms')
  const query = siteTermsQuery(organizationId, siteId)
  const terms = useQuery({ ...query, refetchOnWindowFocus: false })
  if (terms.isPending) return <PageLoading />
  if (terms.isError) return <Problem error={terms.error} onRetry={() => void terms.refetch()} />
  const { data, etag } = terms.data
  const title = t('contracts.terms_of', { name: data.site_name })
  return (
    <div className={`stack ${styles.page}`}>
      <PageHead
        title={title}
        context={t('contracts.site_context')}
        above={
          <Crumb to="/contracts" here={title}>
            {t('nav.contracts')}
          </Crumb>
        }
      />
      <Panel>
        {mayEdit ? (
          <EditTerms
            title={title}
            draft={`contracts.site_terms.${siteId}`}
            stored={{ values: termValues(data), etag: etag ?? '' }}
            inherited={data.inherited}
            reread={async () => {
              const fresh = await queryClient.fetchQuery({ ...query, staleTime: 0 })
              return { values: termValues(fresh.data), etag: fresh.etag ?? '' }
            }}
            save={async (body, seen) => {
              const saved = await updateSiteTerms(organizationId, siteId, seen, body)
              return { values: termValues(saved.data), etag: saved.etag ?? '' }
            }}
          />
        ) : (
          <TermFacts effective={data.effective} />
        )}
      </Panel>
      <OtherTerms site={data} />
    </div>
  )
}

/** The printers of the site whose contract or model says something: what they inherit, and from where. */
function OtherTerms({ site }: { site: SiteTerms }) {
  const { t } = useTranslation()
  const format = useFormat()
  const labels = useTermLabels()
  if (site.others.length === 0) return null
  return (
    <Panel id="other-terms" title={t('contracts.others.title')}>
      <p className="muted">{t('contracts.others.detail', { count: site.plain_printers })}</p>
      <ul className={styles.others}>
        {site.others.map((kind) => (
          <li key={`${kind.contract_id ?? ''} ${kind.model_name}`}>
            <p>
              <strong>{kind.model_name}</strong> · {t('contracts.printers', { count: kind.printers })}
              {kind.contract_id && ' · '}
              {kind.contract_id && (
                <Link to="/contracts/$contractId" params={{ contractId: kind.contract_id }}>
                  {kind.contract_number}
                </Link>
              )}
            </p>
            <ul>
              {(Object.keys(kind.inherited.sources) as (keyof EffectiveTerms['sources'])[])
                .filter((name) => ['model', 'contract'].includes(kind.inherited.sources[name]))
                .map((name) => (
                  <li key={name}>
                    {t('contracts.others.term', {
                      label: labels[name] ?? name,
                      value: termText(t, format.list, kind.inherited, name),
                      source: t(`contracts.source.${kind.inherited.sources[name]}`),
                    })}
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function EditTerms({
  title,
  draft,
  stored,
  inherited,
  reread,
  save,
}: {
  title: string
  draft: string
  stored: Stored<TermValues>
  inherited: EffectiveTerms
  reread: () => Promise<Stored<TermValues>>
  save: (body: TermsBody, etag: string) => Promise<Stored<TermValues>>
}) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const form = useForm<TermValues>({
    initial: stored.values,
    validate: (values) =>
      Object.fromEntries(wrongNumbers(values).map((name) => [name, t('contracts.problem.whole_number')])),
    draft,
    etag: stored.etag,
    reread,
    submit: async (values, seen) => {
      const saved = await save(termsBody(values), seen)
      await queryClient.invalidateQueries({ queryKey: ['contracts'] })
      toast(t('contracts.terms_saved'))
      return saved
    },
  })
  return (
    <FormView form={form} labels={useTermLabels()} label={title} conflictTitle={t('contracts.terms_conflict')}>
      <TermFields inherited={inherited} />
      <FormActions submit={t('common.save')} />
    </FormView>
  )
}
