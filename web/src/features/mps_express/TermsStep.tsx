import { Checkbox, FormControlLabel } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { ApiError } from '../../api/problem.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { LinkButton } from '../../ui/LinkButton.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import type { Chosen } from './chosen.ts'
import styles from './mpsExpress.module.css'
import type { Enrolled } from './mpsExpressApi.ts'
import {
  acceptTerms,
  allPrintersIn,
  eligibilityQuery,
  enroll,
  mostAtOnce,
  programmeQuery,
  termsQuery,
} from './mpsExpressApi.ts'
import { StepHead } from './StepHead.tsx'

interface Props {
  chosen: Chosen
  onBack: () => void
  onAdded: (added: Enrolled) => void
}

/** One intention: sent again it is done once. */
interface Attempt {
  accept: string
  add: string
  /** What was asked for, once that is known. */
  ids?: string[]
}
const newAttempt = (): Attempt => ({ accept: newIdempotencyKey(), add: newIdempotencyKey() })

/** Why nothing was added. Which printer lacks what stands in the step before. */
function Refusal({ error }: { error: Error }) {
  if (!(error instanceof ApiError) || error.code !== 'mps_express_nothing_eligible')
    return <ProblemLine error={error} />
  return (
    <div role="alert">
      <Note tone="warning">
        <strong>{error.message}</strong>
        <p>{error.detail}</p>
      </Note>
    </div>
  )
}

/** The terms of service are accepted, the eligible printers are added; neither can be undone (MPX-4, MPX-6). */
export function TermsStep({ chosen, onBack, onAdded }: Props) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const queryClient = useQueryClient()
  const { organization_id } = chosen
  const programme = useQuery(programmeQuery(organization_id))
  const version = programme.data?.data.terms_version ?? 0
  const terms = useQuery(termsQuery(organization_id, i18n.language, version))
  const eligibility = useQuery(eligibilityQuery(chosen))
  // Both ticks are for what was on the page when they were set.
  const [agreed, setAgreed] = useState<{ terms: number; understood: boolean }>({ terms: 0, understood: false })
  const [changed, setChanged] = useState(false)
  const [attempt, setAttempt] = useState(newAttempt)
  const add = useMutation({
    mutationFn: async (read: number) => {
      await acceptTerms(organization_id, read, attempt.accept)
      const ids =
        attempt.ids ??
        chosen.printer_ids ??
        (await allPrintersIn(chosen, 'eligible')).map(({ printer_id }) => printer_id)
      setAttempt({ ...attempt, ids })
      return enroll(organization_id, ids, read, attempt.add)
    },
    onSuccess: onAdded,
    onError: async (error) => {
      // Without an answer nobody knows whether they were added: the next click asks for the same once more.
      if (!(error instanceof ApiError) || error.status < 400 || error.status >= 500) return
      setAttempt(newAttempt())
      setAgreed({ terms: 0, understood: false })
      setChanged(error.code === 'mps_express_terms_changed')
      await queryClient.invalidateQueries({ queryKey: ['mps-express', organization_id] })
    },
  })
  if (programme.isPending || eligibility.isPending) return <PageLoading />
  for (const query of [programme, eligibility, terms])
    if (query.isError) return <Problem error={query.error} onRetry={() => void query.refetch()} />
  if (version === 0)
    return (
      <Empty
        title={t('mps_express.terms.none')}
        action={
          <LinkButton variant="contained" to="/printers">
            {t('mps_express.to_printers')}
          </LinkButton>
        }
      >
        {t('mps_express.terms.none_detail')}
      </Empty>
    )
  if (!terms.data) return <PageLoading />
  const { terms_version, text, language, published_at } = terms.data
  const eligible = eligibility.data?.counts.find(({ state }) => state === 'eligible')?.count ?? 0
  const count = Math.min(eligible, mostAtOnce)
  const ready = agreed.terms === terms_version && agreed.understood && count > 0
  return (
    <div className={`stack ${styles.page}`}>
      <StepHead title={t('mps_express.terms.title')} />
      {changed && (
        <div role="alert">
          <Note tone="warning">{t('mps_express.terms.changed', { version: terms_version })}</Note>
        </div>
      )}
      <Panel
        title={t('mps_express.terms.version', { version: terms_version })}
        id="terms"
        aside={
          <span className="muted small">{t('mps_express.terms.published', { date: format.date(published_at) })}</span>
        }
      >
        {}
        <div className={styles.terms} lang={language} role="region" aria-labelledby="terms" tabIndex={0}>
          {text}
        </div>
      </Panel>
      <Note tone="warning">
        <strong>{t('mps_express.terms.no_way_back')}</strong>
        <p>{t('mps_express.terms.no_way_back_detail')}</p>
      </Note>
      {count < eligible && <Note>{t('mps_express.terms.most', { count })}</Note>}
      {count === 0 && <Note tone="warning">{t('mps_express.terms.none_eligible')}</Note>}
      <div className={styles.ticks}>
        <FormControlLabel
          control={
            <Checkbox
              checked={agreed.terms === terms_version}
              onChange={(event) => setAgreed({ ...agreed, terms: event.target.checked ? terms_version : 0 })}
            />
          }
          label={t('mps_express.terms.accept', { version: terms_version })}
        />
        <FormControlLabel
          control={
            <Checkbox
              checked={agreed.understood}
              onChange={(event) => setAgreed({ ...agreed, understood: event.target.checked })}
            />
          }
          label={t('mps_express.terms.understood', { count })}
        />
      </div>
      {add.isError && !changed && <Refusal error={add.error} />}
      <div className={styles.actions}>
        <BusyButton variant="outlined" busy={add.isPending} onClick={onBack}>
          {t('common.back')}
        </BusyButton>
        <BusyButton variant="contained" busy={add.isPending || !ready} onClick={() => add.mutate(terms_version)}>
          {add.isPending ? t('mps_express.terms.adding') : t('mps_express.add.title')}
        </BusyButton>
      </div>
    </div>
  )
}
