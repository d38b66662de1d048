import { Button } from '@mui/material'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { ApiError } from '../../api/problem.ts'
import type { Session } from '../../api/types.ts'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { notSaved, useForm } from '../../ui/form/useForm.ts'

/**
 * E-mail and password, then the code of the second factor where the account has one; on the sign-in page and on top of
 * a page whose session ended.
 */
export function SignInForm({ email = '', onDone }: { email?: string; onDone: (session: Session) => void }) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const labels = { email: t('identity.email'), password: t('identity.password'), code: t('identity.code') }
  const validate = useMemo(
    () => (values: { email: string; password: string; code: string }) => ({
      email: values.email.trim() === '' ? t('form.required') : undefined,
      password: values.password === '' ? t('form.required') : undefined,
      code: asked && values.code.trim() === '' ? t('form.required') : undefined,
    }),
    [t, asked],
  )
  const form = useForm({
    initial: { email, password: '', code: '' },
    validate,
    submit: async ({ email: address, password, code }) => {
      try {
        onDone(
          await body(
            api.POST('/api/v1/session', {
              body: { email: address.trim(), password, ...(asked ? { code: code.trim() } : {}) },
            }),
          ),
        )
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'second_factor_needed') throw error
        setAsked(true)
        return notSaved
      }
      return undefined
    },
  })
  const back = () => {
    form.set('code', '')
    form.set('password', '')
    setAsked(false)
  }
  return (
    <FormView key={asked ? 'code' : 'password'} form={form} labels={labels} label={t('identity.sign_in')}>
      {asked ? (
        <TextInput
          name="code"
          label={labels.code}
          autoComplete="one-time-code"
          autoFocus
          mono
          maxLength={32}
          help={t('identity.code_help')}
        />
      ) : (
        <>
          <TextInput
            name="email"
            label={labels.email}
            type="email"
            autoComplete="username"
            autoFocus={email === ''}
            maxLength={254}
          />
          <TextInput
            name="password"
            label={labels.password}
            type="password"
            autoComplete="current-password"
            autoFocus={email !== ''}
            maxLength={128}
          />
        </>
      )}
      <FormActions submit={t('identity.sign_in')}>
        {asked && <Button onClick={back}>{t('common.back')}</Button>}
      </FormActions>
    </FormView>
  )
}
