import { Button, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, newIdempotencyKey } from '../../api/client.ts'
import { limits } from '../../api/limits.ts'
import type { Role } from '../../api/types.ts'
import { now } from '../../lib/now.ts'
import { useOrganization, useOrganizationId } from '../../lib/session.tsx'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { ChoiceInput, FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Lines } from '../../ui/Loading.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { OrganizationLine } from '../organizations/OrganizationField.tsx'
import { rolesOf } from '../users/userWords.ts'
import type { ApiKey, Scope } from './apiKeyWords.ts'
import { chosenScopes, scopesOf } from './apiKeyWords.ts'

interface KeyValues {
  [key: string]: unknown
  name: string
  roles: string[]
  access: string
  scopes: string[]
  days: string
}

const none: Scope[] = []
const lifetimes = [30, 90, 180, 365]

export function NewApiKeyDialog({ onMade, onClose }: { onMade: (key: ApiKey) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organization_id = useOrganizationId()
  const tier = useOrganization()?.tier
  const [key] = useState(newIdempotencyKey)
  const scopes = useQuery({
    queryKey: ['api-key-scopes', organization_id],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/api-key-scopes', { params: { query: { organization_id } }, signal })),
  })
  const known = scopes.data !== undefined
  const offered = scopes.data?.items ?? none
  const labels = {
    name: t('api_keys.field.name'),
    roles: t('api_keys.field.roles'),
    access: t('api_keys.field.access'),
    scopes: t('api_keys.field.scopes'),
    days: t('api_keys.field.days'),
  }
  const validate = useMemo(
    () => (values: KeyValues) => ({
      name: values.name.trim() === '' ? t('form.required') : undefined,
      roles: values.roles.length === 0 ? t('api_keys.problem.roles') : undefined,
      access: known ? undefined : t('api_keys.problem.not_known'),
      scopes:
        known &&
        values.access === 'chosen' &&
        chosenScopes('chosen', values.scopes, offered, values.roles)?.length === 0
          ? t('api_keys.problem.scopes')
          : undefined,
    }),
    [t, offered, known],
  )
  const form = useForm<KeyValues>({
    limits: limits.ApiKeyBody,
    initial: { name: '', roles: [], access: 'read', scopes: [], days: '90' },
    validate,
    draft: `api_key.new.${organization_id}`,
    submit: async (values) => {
      const made = await body(
        api.POST('/api/v1/api-keys', {
          params: { query: { organization_id }, header: { 'Idempotency-Key': key } },
          body: {
            name: values.name.trim(),
            roles: values.roles as Role[],
            scopes: chosenScopes(values.access, values.scopes, offered, values.roles),
            expires_at: new Date(now() + Number(values.days) * 24 * 3600_000).toISOString(),
          },
        }),
      )
      await queryClient.invalidateQueries({ queryKey: ['api-keys'] })
      onClose()
      onMade(made)
    },
  })
  const choices = scopesOf(offered, form.values.roles)
  return (
    <Dialog open onClose={form.busy ? undefined : onClose} maxWidth="sm" fullWidth aria-labelledby="api-key-title">
      <DialogTitle id="api-key-title">{t('api_keys.new')}</DialogTitle>
      <DialogContent>
        <FormView form={form} labels={labels} label={t('api_keys.new')}>
          <OrganizationLine id={organization_id} />
          <TextInput name="name" label={labels.name} required autoFocus help={t('api_keys.help.name')} />
          <ChoiceInput
            name="roles"
            label={labels.roles}
            required
            help={t('api_keys.help.roles')}
            options={rolesOf(tier).map((role) => ({ value: role, label: t(`users.role.${role as 'viewer'}`) }))}
          />
          {known ? (
            <SelectInput
              name="access"
              label={labels.access}
              options={(['read', 'all', 'chosen'] as const).map((access) => ({
                value: access,
                label: t(`api_keys.access.${access}`),
              }))}
            />
          ) : scopes.isError ? (
            <ProblemLine error={scopes.error} onRetry={() => void scopes.refetch()} />
          ) : (
            <div role="status">
              <p className="muted">{t('api_keys.loading')}</p>
              <Lines count={2} />
            </div>
          )}
          {known && form.values.access === 'chosen' && (
            <ChoiceInput
              name="scopes"
              label={labels.scopes}
              required
              help={t('api_keys.help.scopes')}
              options={choices.map(({ name }) => ({
                value: name,
                label: t(`api_keys.scope.${name as 'see_fleet'}`, { defaultValue: name }),
              }))}
            />
          )}
          <SelectInput
            name="days"
            label={labels.days}
            options={lifetimes.map((days) => ({ value: String(days), label: t('api_keys.days', { days }) }))}
          />
          <FormActions submit={t('api_keys.new')} onCancel={onClose} />
        </FormView>
      </DialogContent>
    </Dialog>
  )
}

/** The only time that the key can be read. */
export function MadeKeyDialog({ made, onClose }: { made: ApiKey; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Dialog open maxWidth="sm" fullWidth aria-labelledby="made-key-title">
      <DialogTitle id="made-key-title">{t('api_keys.made_title', { name: made.name })}</DialogTitle>
      <DialogContent className="stack">
        <p>{t('api_keys.made_once')}</p>
        <CopyText text={made.token ?? ''} label={t('api_keys.key')} mono block />
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t('common.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
