import { Button } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { newIdempotencyKey } from '../../api/client.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { ChoiceInput, Fieldset, FormActions, FormView, TextInput, Wide } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { PageLoading } from '../../ui/Loading.tsx'
import { Note } from '../../ui/Note.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem } from '../../ui/Problem.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import type { DeskValues } from './deskFields.ts'
import { deskBody, deskValues, nextRow, withoutRow, wrongDesk } from './deskFields.ts'
import styles from './requests.module.css'
import type { DeskSettings } from './requestsApi.ts'
import { deskQuery, updateDesk } from './requestsApi.ts'
import { alertGroups, kindOf, offeredName } from './requestWords.ts'
import { Sections } from './Sections.tsx'

const severities = ['critical', 'warning', 'other'] as const

/** What the operator offers an organization: services, applications, severities, rules for incidents (SRV-4, SRV-5, SRV-7). */
export function DeskPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const desk = useQuery(deskQuery(organizationId))
  if (desk.isPending) return <PageLoading />
  if (desk.isError) return <Problem error={desk.error} onRetry={() => void desk.refetch()} />
  return (
    <>
      <PageHead title={t('service_requests.desk.title')} context={t('service_requests.desk.context')} />
      <Sections />
      <div className={`stack ${styles.narrow}`}>
        {!desk.data.data.own && <Note tone="info">{t('service_requests.desk.inherited')}</Note>}
        <Panel title={t('service_requests.desk.title')} id="desk">
          <Desk key={organizationId} stored={desk.data.data} etag={desk.data.etag ?? ''} />
        </Panel>
      </div>
    </>
  )
}

function Desk({ stored, etag }: { stored: DeskSettings; etag: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const form = useForm<DeskValues>({
    initial: deskValues(stored),
    validate: (values) =>
      Object.fromEntries(
        Object.entries(wrongDesk(values)).map(([name, problem]) => [
          name,
          problem === 'missing' ? t('form.required') : t(`service_requests.problem.${problem}`),
        ]),
      ),
    draft: `service_desk.${organizationId}`,
    etag,
    reread: async () => {
      const fresh = await queryClient.fetchQuery({ ...deskQuery(organizationId), staleTime: 0 })
      return { values: deskValues(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async (values, seen) => {
      const saved = await updateDesk(organizationId, seen, deskBody(values, `own_${newIdempotencyKey()}`))
      await queryClient.invalidateQueries({ queryKey: ['service-desk'] })
      toast(t('service_requests.desk.saved'))
      return { values: deskValues(saved.data), etag: saved.etag ?? '' }
    },
  })
  const { values } = form
  const serviceWords = (key: string) => offeredName(t, { key, name: values.services[key]?.name ?? '' })
  const usual = (key: string) => t(`service_requests.kind.${kindOf(key)}`)
  const level = (key: string) => t(`service_requests.severity.${Number(key.slice(5)) as 1 | 2 | 3 | 4}`)
  const number = (row: string) => Number(row.slice(3)) + 1
  const labels: Record<string, string> = {
    new_service: t('service_requests.desk.new_service'),
    hidden: t('service_requests.desk.hidden'),
    ...Object.fromEntries(
      Object.keys(values.services).flatMap((key) => [
        [`services.${key}.name`, t('service_requests.desk.name_of', { name: serviceWords(key) })],
        [`services.${key}.hours`, t('service_requests.desk.hours_of', { name: serviceWords(key) })],
      ]),
    ),
    ...Object.fromEntries(
      Object.keys(values.severities).flatMap((key) => [
        [`severities.${key}.name`, t('service_requests.desk.name_of', { name: level(key) })],
        [`severities.${key}.hours`, t('service_requests.desk.hours_of', { name: level(key) })],
      ]),
    ),
    ...Object.fromEntries(
      Object.keys(values.categories).flatMap((row) => [
        [`categories.${row}.name`, t('service_requests.desk.category', { number: number(row) })],
        [`categories.${row}.applications`, t('service_requests.desk.applications', { number: number(row) })],
      ]),
    ),
    ...Object.fromEntries(
      Object.keys(values.rules).flatMap((row) => [
        [`rules.${row}.severity`, t('service_requests.desk.rule_severity', { number: number(row) })],
        [`rules.${row}.group`, t('service_requests.desk.rule_group', { number: number(row) })],
        [`rules.${row}.minutes`, t('service_requests.desk.rule_minutes', { number: number(row) })],
        [`rules.${row}.hours`, t('service_requests.desk.rule_hours', { number: number(row) })],
      ]),
    ),
  }
  const label = (name: string) => labels[name] ?? name
  return (
    <FormView form={form} labels={labels} label={t('service_requests.desk.title')}>
      <OrganizationLine id={stored.organization_id} />
      <Fieldset legend={t('service_requests.desk.services')} help={t('service_requests.desk.services_help')}>
        {Object.keys(values.services).flatMap((key) => [
          <TextInput
            key={`${key}.name`}
            name={`services.${key}.name`}
            label={label(`services.${key}.name`)}
            required={kindOf(key) === 'other'}
            maxLength={160}
            {...(kindOf(key) === 'other' ? {} : { placeholder: usual(key) })}
          />,
          <TextInput key={`${key}.hours`} name={`services.${key}.hours`} label={label(`services.${key}.hours`)} />,
        ])}
        <Wide>
          <TextInput
            name="new_service"
            label={label('new_service')}
            help={t('service_requests.desk.new_service_help')}
            maxLength={80}
          />
        </Wide>
        <Wide>
          <ChoiceInput
            name="hidden"
            label={label('hidden')}
            help={t('service_requests.desk.hidden_help')}
            options={Object.keys(values.services).map((key) => ({ value: key, label: serviceWords(key) }))}
          />
        </Wide>
      </Fieldset>
      <Fieldset legend={t('service_requests.desk.severities')} help={t('service_requests.desk.severities_help')}>
        {Object.keys(values.severities).flatMap((key) => [
          <TextInput
            key={`${key}.name`}
            name={`severities.${key}.name`}
            label={label(`severities.${key}.name`)}
            placeholder={level(key)}
            maxLength={240}
          />,
          <TextInput key={`${key}.hours`} name={`severities.${key}.hours`} label={label(`severities.${key}.hours`)} />,
        ])}
      </Fieldset>
      <Fieldset legend={t('service_requests.desk.categories')} help={t('service_requests.desk.categories_help')}>
        {Object.keys(values.categories).flatMap((row) => [
          <TextInput
            key={`${row}.name`}
            name={`categories.${row}.name`}
            label={label(`categories.${row}.name`)}
            required
            maxLength={160}
          />,
          <div key={`${row}.applications`}>
            <TextInput
              name={`categories.${row}.applications`}
              label={label(`categories.${row}.applications`)}
              required
              rows={2}
            />
            <Button
              size="small"
              startIcon={<Trash2 size={16} />}
              onClick={() => form.set('categories', withoutRow(values.categories, row))}
            >
              {t('service_requests.desk.remove_category', { number: number(row) })}
            </Button>
          </div>,
        ])}
        <Wide>
          <Button
            variant="outlined"
            startIcon={<Plus size={16} />}
            onClick={() =>
              form.set('categories', {
                ...values.categories,
                [nextRow(values.categories)]: { name: '', applications: '' },
              })
            }
          >
            {t('service_requests.desk.add_category')}
          </Button>
        </Wide>
      </Fieldset>
      <Fieldset legend={t('service_requests.desk.rules')} help={t('service_requests.desk.rules_help')}>
        {Object.keys(values.rules).flatMap((row) => [
          <SelectInput
            key={`${row}.severity`}
            name={`rules.${row}.severity`}
            label={label(`rules.${row}.severity`)}
            options={severities.map((severity) => ({
              value: severity,
              label: t(`service_requests.alert_severity.${severity}`),
            }))}
          />,
          <SelectInput
            key={`${row}.group`}
            name={`rules.${row}.group`}
            label={label(`rules.${row}.group`)}
            options={[
              { value: '', label: t('service_requests.group.any') },
              ...alertGroups.map((group) => ({ value: group, label: t(`service_requests.group.${group}`) })),
            ]}
          />,
          <TextInput
            key={`${row}.minutes`}
            name={`rules.${row}.minutes`}
            label={label(`rules.${row}.minutes`)}
            required
          />,
          <div key={`${row}.hours`}>
            <TextInput name={`rules.${row}.hours`} label={label(`rules.${row}.hours`)} />
            <Button
              size="small"
              startIcon={<Trash2 size={16} />}
              onClick={() => form.set('rules', withoutRow(values.rules, row))}
            >
              {t('service_requests.desk.remove_rule', { number: number(row) })}
            </Button>
          </div>,
        ])}
        <Wide>
          <Button
            variant="outlined"
            startIcon={<Plus size={16} />}
            onClick={() =>
              form.set('rules', {
                ...values.rules,
                [nextRow(values.rules)]: { severity: 'critical', group: '', minutes: '30', hours: '' },
              })
            }
          >
            {t('service_requests.desk.add_rule')}
          </Button>
        </Wide>
      </Fieldset>
      <FormActions submit={t('common.save')} />
    </FormView>
  )
}
