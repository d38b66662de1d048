import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { CalendarCheck2, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import { now } from '../../lib/now.ts'
import { useAllowed, useOrganizationId } from '../../lib/session.tsx'
import { timeZones, useFormat } from '../../lib/useFormat.ts'
import { usePathId } from '../../lib/usePathId.ts'
import { useWord } from '../../lib/useWord.ts'
import { Crumb } from '../../ui/Crumb.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { ChoiceInput, Fieldset, FormActions, FormView, TextInput, Wide } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { PageLoading } from '../../ui/Loading.tsx'
import { ActionMenu, PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { DeleteTermsDialog } from './DeleteTermsDialog.tsx'
import styles from './meterReads.module.css'
import type { MeterTerms } from './meterReadsApi.ts'
import { closePeriod, meterTermsQuery, updateMeterTerms } from './meterReadsApi.ts'
import type { TermsValues } from './termsForm.ts'
import { meterKinds, termsBody, termsValues, wrongTerms } from './termsForm.ts'

/** When the meters of a contract are closed, what is summed, and how many pages are included (MTR-4, MTR-5). */
export function MeterTermsPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const contractId = usePathId('contractId')
  const mayChange = useAllowed('updateMeterTerms')
  const mayDelete = useAllowed('deleteMeterTerms')
  const mayClose = useAllowed('closeContractPeriod')
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [deleting, setDeleting] = useState(false)
  const [key] = useState(newIdempotencyKey)
  const close = useMutation({
    mutationFn: () => closePeriod(organizationId, contractId, key),
    onSuccess: async (statement) => {
      await queryClient.invalidateQueries({ queryKey: ['statements'] })
      await queryClient.invalidateQueries({ queryKey: ['meter-terms'] })
      void navigate({ to: '/statements/$statementId', params: { statementId: statement.id } })
    },
  })
  const terms = useQuery({
    ...meterTermsQuery(organizationId, contractId),
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  })
  if (terms.isPending) return <PageLoading />
  if (terms.isError) return <Problem error={terms.error} onRetry={() => void terms.refetch()} />
  const { data, etag } = terms.data
  const title = t('meter_reads.terms.title')
  return (
    <div className={styles.narrow}>
      <PageHead
        title={title}
        above={
          <Crumb to="/contracts" here={`${data.contract_number} · ${title}`}>
            {t('nav.contracts')}
          </Crumb>
        }
        context={
          <>
            <Link to="/contracts/$contractId" params={{ contractId }}>
              {data.contract_number}
            </Link>{' '}
            ·{' '}
            {data.set && data.period_starts_on && data.period_ends_on
              ? t('meter_reads.terms.open_period', {
                  from: format.day(data.period_starts_on),
                  to: format.day(data.period_ends_on),
                })
              : t('meter_reads.terms.not_set')}{' '}
            ·{' '}
            <Link to="/statements" search={{ contract_id: contractId }}>
              {t('nav.statements')}
            </Link>
          </>
        }
      >
        {mayDelete && mayClose && data.set && (
          <ActionMenu
            label={t('meter_reads.more')}
            actions={[
              {
                id: 'close',
                label: t('meter_reads.terms.close_now'),
                icon: <CalendarCheck2 size={16} />,
                onClick: () => close.mutate(),
                disabledBecause:
                  (data.period_ends_on ?? '') < new Date(now()).toISOString().slice(0, 10)
                    ? undefined
                    : t('meter_reads.terms.not_over'),
              },
              {
                id: 'delete',
                label: t('meter_reads.terms.delete'),
                icon: <Trash2 size={16} />,
                onClick: () => setDeleting(true),
              },
            ]}
          />
        )}
      </PageHead>
      {close.isError && <ProblemLine error={close.error} />}
      <Panel>
        {mayChange ? (
          <EditTerms key={`${data.contract_id} ${data.set}`} stored={data} etag={etag ?? ''} />
        ) : (
          <ShowTerms terms={data} />
        )}
      </Panel>
      {deleting && <DeleteTermsDialog terms={data} onClose={() => setDeleting(false)} />}
    </div>
  )
}

function ShowTerms({ terms }: { terms: MeterTerms }) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = useWord()
  if (!terms.set) return <p className="muted">{t('meter_reads.terms.not_set_detail')}</p>
  return (
    <Facts
      items={[
        [t('meter_reads.terms.closing_day'), format.number(terms.closing_day)],
        [t('meter_reads.terms.time_zone'), terms.time_zone],
        [t('meter_reads.terms.starts_on'), format.day(terms.starts_on)],
        [t('meter_reads.terms.close_after_days'), format.number(terms.close_after_days)],
        [
          t('meter_reads.terms.reminder_days'),
          typeof terms.reminder_days === 'number' ? format.number(terms.reminder_days) : null,
        ],
        ...terms.groups.map((group): [string, string] => [
          group.name,
          t('meter_reads.terms.group_line', {
            meters: format.list(group.meters.map((meter) => word(`meter.kind.${meter}`))),
            pages: format.number(group.included_pages),
          }),
        ]),
      ]}
    />
  )
}

function EditTerms({ stored, etag }: { stored: MeterTerms; etag: string }) {
  const { t } = useTranslation()
  const format = useFormat()
  const word = useWord()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const initial = termsValues(stored)
  const [places, setPlaces] = useState(Object.keys(initial.groups))
  const part = (place: string, what: string) => t('meter_reads.terms.group_part', { number: Number(place) + 1, what })
  const labels: Record<string, string> = {
    closing_day: t('meter_reads.terms.closing_day'),
    time_zone: t('meter_reads.terms.time_zone'),
    starts_on: t('meter_reads.terms.starts_on'),
    close_after_days: t('meter_reads.terms.close_after_days'),
    reminder_days: t('meter_reads.terms.reminder_days'),
    ...Object.fromEntries(
      places.flatMap((place) => [
        [`groups.${place}.name`, part(place, t('meter_reads.terms.group_name'))],
        [`groups.${place}.included_pages`, part(place, t('meter_reads.terms.included_pages'))],
        [`groups.${place}.meters`, part(place, t('meter_reads.terms.group_meters'))],
      ]),
    ),
  }
  const form = useForm<TermsValues>({
    limits: { time_zone: limits.MeterTermsInput.time_zone },
    initial,
    validate: (values) =>
      Object.fromEntries(
        Object.entries(wrongTerms(values)).map(([name, problem]) => [
          name,
          problem === 'required' ? t('form.required') : t(`meter_reads.terms.problem.${problem}`),
        ]),
      ),
    draft: `meter_terms.${stored.contract_id}`,
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({
        ...meterTermsQuery(organizationId, stored.contract_id),
        staleTime: 0,
      })
      return { values: termsValues(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async (values, seen) => {
      const saved = await updateMeterTerms(organizationId, stored.contract_id, seen, termsBody(values))
      await queryClient.invalidateQueries({ queryKey: ['meter-terms'] })
      await queryClient.invalidateQueries({ queryKey: ['meter-reads'] })
      toast(t('meter_reads.terms.saved'))
      const next = termsValues(saved.data)
      setPlaces(Object.keys(next.groups))
      return { values: next, etag: saved.etag ?? '' }
    },
  })
  return (
    <FormView
      form={form}
      labels={labels}
      label={t('meter_reads.terms.title')}
      conflictTitle={t('meter_reads.terms.conflict')}
    >
      <Fieldset legend={t('meter_reads.terms.period')} help={t('meter_reads.terms.period_help')}>
        <TextInput
          name="closing_day"
          label={labels.closing_day ?? ''}
          help={t('meter_reads.terms.help.closing_day')}
          required
        />
        <TextInput name="time_zone" label={labels.time_zone ?? ''} suggestions={timeZones()} required />
        <TextInput
          name="starts_on"
          type="date"
          label={labels.starts_on ?? ''}
          help={t('meter_reads.terms.help.starts_on')}
          required
        />
        <TextInput
          name="close_after_days"
          label={labels.close_after_days ?? ''}
          help={t('meter_reads.terms.help.close_after_days')}
          required
        />
        <TextInput
          name="reminder_days"
          label={labels.reminder_days ?? ''}
          help={t('meter_reads.terms.help.reminder_days')}
        />
      </Fieldset>
      {places.map((place) => (
        <Fieldset
          key={place}
          legend={t('meter_reads.terms.group', { number: format.number(Number(place) + 1) })}
          help={place === '0' ? t('meter_reads.terms.groups_help') : undefined}
        >
          <TextInput
            name={`groups.${place}.name`}
            label={labels[`groups.${place}.name`] ?? ''}
            maxLength={limits.MeterGroup.name.maxLength}
          />
          <TextInput name={`groups.${place}.included_pages`} label={labels[`groups.${place}.included_pages`] ?? ''} />
          <Wide>
            <ChoiceInput
              name={`groups.${place}.meters`}
              label={labels[`groups.${place}.meters`] ?? ''}
              options={meterKinds.map((value) => ({ value, label: word(`meter.kind.${value}`) }))}
            />
          </Wide>
        </Fieldset>
      ))}
      <FormActions submit={t('common.save')} />
    </FormView>
  )
}
