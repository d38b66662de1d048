import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Navigate, useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { sessionQuery } from '../../lib/session.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Lines } from '../../ui/Loading.tsx'
import { toast } from '../../ui/Toasts.tsx'
import { OpenPage } from './OpenPage.tsx'
import { checkPassword, passwordLimits } from './password.ts'

/** One's own password; after a temporary one this comes before everything else (IDN-1). */
export function ChangePasswordPage() {
  const { t } = useTranslation()
  const session = useQuery(sessionQuery)
  if (session.isError) return <Navigate to="/sign-in" replace />
  const forced = session.data?.must_change_password === true
  return (
    <OpenPage
      title={t('identity.change_password')}
      lead={forced ? t('identity.change_forced') : t('identity.change_lead')}
    >
      {session.data ? (
        <ChangePasswordForm forced={forced} minimum={session.data.password_minimum_length} />
      ) : (
        <Lines count={6} />
      )}
      {!forced && (
        <p style={{ marginTop: 16 }}>
          <Link to="/settings">{t('identity.back_to_settings')}</Link>
        </p>
      )}
    </OpenPage>
  )
}

function ChangePasswordForm({ forced, minimum }: { forced: boolean; minimum: number }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const labels = {
    current_password: t('identity.current_password'),
    new_password: t('identity.new_password'),
    repeat: t('identity.repeat_password'),
  }
  const validate = useMemo(
    () => (values: { current_password: string; new_password: string; repeat: string }) => {
      const problem = checkPassword(values.new_password, minimum)
      return {
        current_password: !forced && values.current_password === '' ? t('form.required') : undefined,
        new_password: problem && t(`identity.password_problem.${problem}`, { minimum, ...passwordLimits }),
        repeat: values.repeat === values.new_password ? undefined : t('identity.repeat_differs'),
      }
    },
    [t, forced, minimum],
  )
  const form = useForm({
    initial: { current_password: '', new_password: '', repeat: '' },
    validate,
    submit: async (values) => {
      const session = await body(
        api.PUT('/api/v1/password', {
          body: { new_password: values.new_password, ...(forced ? {} : { current_password: values.current_password }) },
        }),
      )
      queryClient.setQueryData(['session'], session)
      toast(t('identity.password_changed'))
      void navigate({ to: forced ? '/' : '/settings' })
    },
  })
  return (
    <FormView form={form} labels={labels} label={t('identity.change_password')}>
      {!forced && (
        <TextInput
          name="current_password"
          label={labels.current_password}
          type="password"
          autoComplete="current-password"
          required
          autoFocus
          maxLength={256}
        />
      )}
      <TextInput
        name="new_password"
        label={labels.new_password}
        type="password"
        autoComplete="new-password"
        required
        autoFocus={forced}
        help={t('identity.password_help', { minimum, ...passwordLimits })}
        maxLength={256}
      />
      <TextInput
        name="repeat"
        label={labels.repeat}
        type="password"
        autoComplete="new-password"
        required
        maxLength={256}
      />
      <FormActions submit={t('identity.change_password')} />
    </FormView>
  )
}
