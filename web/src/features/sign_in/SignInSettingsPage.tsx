import { Button } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../api/limits.ts'
import { useOrganizationId } from '../../lib/session.tsx'
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx'
import { CopyText } from '../../ui/copy/CopyText.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Lines } from '../../ui/Loading.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Problem, ProblemLine } from '../../ui/Problem.tsx'
import { SavedTick } from '../../ui/SavedTick.tsx'
import { toast } from '../../ui/Toasts.tsx'
import type { Provider } from './signInApi.ts'
import { deleteProvider, policyQuery, providerQuery, readProvider, updatePolicy, updateProvider } from './signInApi.ts'
import styles from './signIn.module.css'

/** What an organization asks of its people at sign-in (IDN-4). */
export function SignInSettingsPage() {
  const { t } = useTranslation()
  const organizationId = useOrganizationId()
  const provider = useQuery(providerQuery(organizationId))
  return (
    <div className={styles.page}>
      <PageHead title={t('sign_in.title')} context={t('sign_in.context')} />
      <Panel>
        <Policy />
      </Panel>
      <Panel title={t('sign_in.provider')} id="provider">
        {provider.isError ? (
          <Problem error={provider.error} onRetry={() => void provider.refetch()} />
        ) : provider.data === undefined ? (
          <Lines count={6} />
        ) : (
          <ProviderForm key={organizationId} provider={provider.data.data} etag={provider.data.etag ?? ''} />
        )}
      </Panel>
    </div>
  )
}

function Policy() {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const policy = useQuery(policyQuery(organizationId))
  const change = useMutation({
    mutationFn: (required: boolean) => updatePolicy(organizationId, policy.data?.etag ?? '', required),
    onSuccess: async ({ require_second_factor }) => {
      toast(require_second_factor ? t('sign_in.required') : t('sign_in.not_required'))
      await queryClient.invalidateQueries({ queryKey: ['session'] })
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['sign-in-policy'] }),
  })
  if (policy.isError) return <Problem error={policy.error} onRetry={() => void policy.refetch()} />
  if (policy.data === undefined) return <Lines count={2} />
  return (
    <>
      <SavedTick
        label={t('sign_in.require')}
        checked={policy.data.data.require_second_factor}
        save={change.mutateAsync}
      />
      <p className="muted small">{t('sign_in.require_help')}</p>
      {change.isError && <ProblemLine error={change.error} />}
    </>
  )
}

interface ProviderValues {
  [key: string]: unknown
  issuer: string
  client_id: string
  secret: string
  client_secret: string
  email_claim: string
  enabled: string
}

const valuesOf = (provider: Provider): ProviderValues => ({
  issuer: provider.issuer,
  client_id: provider.client_id,
  secret: 'kept',
  client_secret: '',
  email_claim: provider.email_claim,
  enabled: provider.enabled ? 'on' : 'off',
})

function ProviderForm({ provider, etag }: { provider: Provider; etag: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const [removing, setRemoving] = useState(false)
  const labels = {
    issuer: t('sign_in.field.issuer'),
    client_id: t('sign_in.field.client_id'),
    secret: t('sign_in.field.secret'),
    client_secret: t('sign_in.field.client_secret'),
    email_claim: t('sign_in.field.email_claim'),
    enabled: t('sign_in.field.enabled'),
  }
  const validate = useMemo(
    () => (values: ProviderValues) => ({
      issuer: values.issuer.trim() === '' ? t('form.required') : undefined,
      client_id: values.client_id.trim() === '' ? t('form.required') : undefined,
      email_claim: values.email_claim.trim() === '' ? t('form.required') : undefined,
    }),
    [t],
  )
  const form = useForm<ProviderValues>({
    limits: limits.ProviderBody,
    initial: valuesOf(provider),
    validate,
    draft: `identity_provider.${organizationId}`,
    secret: ['client_secret'],
    etag,
    reread: async () => {
      const fresh = await readProvider(organizationId)
      return { values: valuesOf(fresh.data), etag: fresh.etag ?? '' }
    },
    submit: async (values, seen) => {
      const saved = await updateProvider(organizationId, seen, {
        issuer: values.issuer.trim(),
        client_id: values.client_id.trim(),
        // An empty one takes the one away that is kept; none leaves it as it is.
        ...(values.secret === 'none'
          ? { client_secret: '' }
          : values.client_secret === ''
            ? {}
            : { client_secret: values.client_secret }),
        email_claim: values.email_claim.trim(),
        enabled: values.enabled === 'on',
      })
      queryClient.setQueryData(providerQuery(organizationId).queryKey, saved)
      toast(t('sign_in.saved'))
      return { values: valuesOf(saved.data), etag: saved.etag ?? '' }
    },
  })
  // The server does not give one provider's secret to another.
  const secretHelp = !provider.has_client_secret
    ? t('sign_in.help.client_secret')
    : form.values.issuer.trim() === provider.issuer
      ? t('sign_in.help.secret_kept')
      : t('sign_in.help.secret_dropped')
  return (
    <div className="stack">
      <p className="muted">{t('sign_in.provider_lead')}</p>
      <Facts
        items={[
          [
            t('sign_in.redirect'),
            <CopyText key="redirect" text={provider.redirect_uri} mono label={t('sign_in.redirect')} />,
          ],
          [t('sign_in.link'), <CopyText key="link" text={provider.sign_in_link} mono label={t('sign_in.link')} />],
        ]}
      />
      <FormView
        form={form}
        labels={labels}
        label={t('sign_in.provider')}
        words={(name, value) =>
          name === 'enabled'
            ? t(`sign_in.state.${value as 'on'}`)
            : name === 'secret'
              ? t(`sign_in.secret.${value as 'kept'}`)
              : undefined
        }
      >
        <TextInput name="issuer" label={labels.issuer} required mono help={t('sign_in.help.issuer')} />
        <TextInput name="client_id" label={labels.client_id} required mono />
        {provider.has_client_secret && (
          <SelectInput
            name="secret"
            label={labels.secret}
            help={t('sign_in.help.secret')}
            options={(['kept', 'none'] as const).map((state) => ({
              value: state,
              label: t(`sign_in.secret.${state}`),
            }))}
          />
        )}
        {!(provider.has_client_secret && form.values.secret === 'none') && (
          <TextInput
            name="client_secret"
            label={labels.client_secret}
            type="password"
            autoComplete="off"
            help={secretHelp}
          />
        )}
        <TextInput name="email_claim" label={labels.email_claim} required mono help={t('sign_in.help.email_claim')} />
        <SelectInput
          name="enabled"
          label={labels.enabled}
          options={(['on', 'off'] as const).map((state) => ({ value: state, label: t(`sign_in.state.${state}`) }))}
        />
        <FormActions submit={t('sign_in.save')}>
          {provider.version > 0 && (
            <Button color="error" onClick={() => setRemoving(true)}>
              {t('sign_in.remove')}
            </Button>
          )}
        </FormActions>
      </FormView>
      {removing && <RemoveProvider etag={etag} onClose={() => setRemoving(false)} />}
    </div>
  )
}

function RemoveProvider({ etag, onClose }: { etag: string; onClose: () => void }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const organizationId = useOrganizationId()
  const remove = useMutation({
    mutationFn: () => deleteProvider(organizationId, etag),
    onSuccess: async () => {
      onClose()
      toast(t('sign_in.removed'))
      await queryClient.invalidateQueries({ queryKey: ['identity-provider'] })
    },
  })
  return (
    <ConfirmDialog
      title={t('sign_in.remove_title')}
      sentence={t('sign_in.remove_sentence')}
      confirm={t('sign_in.remove')}
      danger
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      {t('sign_in.remove_detail')}
    </ConfirmDialog>
  )
}
