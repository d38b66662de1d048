import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { trimmed } from '../../ui/form/values.ts'
import { OpenPage } from './OpenPage.tsx'
import { checkPassword } from './password.ts'

/** Where the link of an invitation, of the first start or of a forgotten password leads: `/setup#token`. */
export function SetupPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [token] = useState(() => decodeURIComponent(location.hash.replace(/^#/, '')))
  useEffect(() => {
    // The token leaves the address bar and the history; it stays in this page's memory only.
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search)
  }, [])
  const labels = { first_name: t('identity.first_name'), last_name: t('identity.last_name'), password: t('identity.new_password'), repeat: t('identity.repeat_password') }
  const validate = useMemo(
    () => (values: { first_name: string; last_name: string; password: string; repeat: string }) => {
      const password = checkPassword(values.password)
      return {
        password: password && t(`identity.password_problem.${password}`),
        repeat: values.repeat === values.password ? undefined : t('identity.repeat_differs'),
      }
    },
    [t],
  )
  const form = useForm({
    initial: { first_name: '', last_name: '', password: '', repeat: '' },
    validate,
    submit: async (values) => {
      const names = trimmed({ first_name: values.first_name, last_name: values.last_name })
      const session = await body(
        api.POST('/api/v1/setup', {
          body: { token, password: values.password, ...(names.first_name ? { first_name: names.first_name } : {}), ...(names.last_name ? { last_name: names.last_name } : {}) },
        }),
      )
      queryClient.clear()
      queryClient.setQueryData(['session'], session)
      await navigate({ to: '/' })
    },
  })
  if (token === '') {
    return (
      <OpenPage title={t('identity.setup_no_token')} lead={t('identity.setup_no_token_detail')}>
        <p>
          <Link to="/forgot-password">{t('identity.send_new_link')}</Link>
        </p>
      </OpenPage>
    )
  }
  return (
    <OpenPage title={t('identity.setup')} lead={t('identity.setup_lead')}>
      <FormView form={form} labels={labels} label={t('identity.setup')}>
        <TextInput name="first_name" label={labels.first_name} autoComplete="given-name" />
        <TextInput name="last_name" label={labels.last_name} autoComplete="family-name" />
        <TextInput name="password" label={labels.password} type="password" autoComplete="new-password" required help={t('identity.password_help')} maxLength={256} />
        <TextInput name="repeat" label={labels.repeat} type="password" autoComplete="new-password" required maxLength={256} />
        <FormActions submit={t('identity.setup_submit')} />
      </FormView>
    </OpenPage>
  )
}
