import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { Post } from '../../api/types.ts'
import { browserTimeZone } from '../../lib/useFormat.ts'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { Lines } from '../../ui/Loading.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { OpenPage } from './OpenPage.tsx'
import { checkPassword, passwordLimits } from './password.ts'
import { Breakable } from '../../ui/Breakable.tsx'

type SetupCheck = Post<'/api/v1/setup-checks'>

/** Where the link of an invitation or of the first start leads: `/setup#token`. */
export function SetupPage() {
  const { t } = useTranslation()
  const [token] = useState(() => decodeURIComponent(location.hash.replace(/^#/, '')))
  useEffect(() => {
    // The token leaves the address bar and the history; it stays in this page's memory only.
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search)
  }, [])
  const check = useQuery({
    queryKey: ['setup', token],
    queryFn: () => body(api.POST('/api/v1/setup-checks', { body: { token } })),
    enabled: token !== '',
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  if (token === '') {
    return (
      <OpenPage title={t('identity.setup_no_token')} lead={t('identity.setup_no_token_detail')}>
        <Link to="/sign-in">{t('identity.back_to_sign_in')}</Link>
      </OpenPage>
    )
  }
  if (check.isError) {
    return (
      <OpenPage title={t('identity.setup_refused')} lead={t('identity.setup_refused_detail')}>
        <div className="stack">
          <ProblemLine error={check.error} />
          <Link to="/sign-in">{t('identity.back_to_sign_in')}</Link>
        </div>
      </OpenPage>
    )
  }
  const first = check.data?.first_start === true
  return (
    <OpenPage
      title={first ? t('identity.first_start') : t('identity.setup')}
      lead={first ? t('identity.first_start_lead') : t('identity.setup_lead')}
    >
      {check.data ? <SetupForm token={token} check={check.data} /> : <Lines count={8} />}
    </OpenPage>
  )
}

function SetupForm({ token, check }: { token: string; check: SetupCheck }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const labels = {
    organization_name: t('identity.organization_name'),
    email: t('identity.email'),
    first_name: t('identity.first_name'),
    last_name: t('identity.last_name'),
    password: t('identity.new_password'),
    repeat: t('identity.repeat_password'),
  }
  const minimum = check.password_minimum_length
  const validate = useMemo(
    () =>
      (values: {
        organization_name: string
        email: string
        first_name: string
        last_name: string
        password: string
        repeat: string
      }) => {
        const password = checkPassword(values.password, minimum)
        return {
          organization_name:
            check.first_start && values.organization_name.trim() === '' ? t('form.required') : undefined,
          email: check.first_start && values.email.trim() === '' ? t('form.required') : undefined,
          password: password && t(`identity.password_problem.${password}`, { minimum, ...passwordLimits }),
          repeat: values.repeat === values.password ? undefined : t('identity.repeat_differs'),
        }
      },
    [t, check.first_start, minimum],
  )
  const form = useForm({
    initial: {
      organization_name: check.organization_name,
      email: check.email,
      first_name: check.first_name,
      last_name: check.last_name,
      password: '',
      repeat: '',
    },
    validate,
    // The link counts once and stays in this page's memory only: a reload would lose it with what was typed.
    asks: true,
    submit: async (values) => {
      const session = await body(
        api.POST('/api/v1/setup', {
          body: {
            token,
            password: values.password,
            first_name: values.first_name.trim(),
            last_name: values.last_name.trim(),
            ...(check.first_start
              ? {
                  email: values.email.trim(),
                  organization_name: values.organization_name.trim(),
                  time_zone: browserTimeZone(),
                }
              : {}),
          },
        }),
      )
      queryClient.clear()
      queryClient.setQueryData(['session'], session)
      void navigate({ to: '/' })
    },
  })
  return (
    <FormView form={form} labels={labels} label={t('identity.setup')}>
      {check.first_start ? (
        <>
          <TextInput
            name="organization_name"
            label={labels.organization_name}
            required
            autoFocus
            autoComplete="organization"
            help={t('identity.organization_name_help')}
          />
          <TextInput name="email" label={labels.email} type="email" required autoComplete="username" maxLength={254} />
        </>
      ) : (
        <p>
          <strong className="break">
            <Breakable text={check.email} />
          </strong>
          <br />
          <span className="muted break">{check.organization_name}</span>
        </p>
      )}
      <TextInput name="first_name" label={labels.first_name} autoComplete="given-name" />
      <TextInput name="last_name" label={labels.last_name} autoComplete="family-name" />
      <TextInput
        name="password"
        label={labels.password}
        type="password"
        autoComplete="new-password"
        required
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
      <FormActions submit={t('identity.setup_submit')} />
    </FormView>
  )
}
