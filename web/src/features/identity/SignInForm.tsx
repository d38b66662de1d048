import { Button } from '@mui/material'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { ApiError } from '../../api/problem.ts'
import type { Session } from '../../api/types.ts'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { notSaved, useForm } from '../../ui/form/useForm.ts'

interface Account {
  organization: string
  name: string
}

/**
 * E-mail and password, then which account where that is the password of several, then the code of the second factor
 * where the account has one; on the sign-in page and on top of a page whose session ended, which names the account
 * (`organization`) of the address that was there.
 */
export function SignInForm({
  email = '',
  organization,
  onDone,
}: {
  email?: string
  organization?: string
  onDone: (session: Session) => void
}) {
  const { t } = useTranslation()
  const [asked, setAsked] = useState(false)
  const [accounts, setAccounts] = useState<Account[]>([])
  const labels = {
    email: t('identity.email'),
    password: t('identity.password'),
    code: t('identity.code'),
    account: t('identity.account'),
  }
  const validate = useMemo(
    () => (values: { email: string; password: string; code: string; account: string }) => ({
      email: values.email.trim() === '' ? t('form.required') : undefined,
      password: values.password === '' ? t('form.required') : undefined,
      code: asked && values.code.trim() === '' ? t('form.required') : undefined,
    }),
    [t, asked],
  )
  const form = useForm({
    initial: { email, password: '', code: '', account: '' },
    validate,
    submit: async ({ email: address, password, code, account }) => {
      const whose = account || (address.trim() === email ? organization : undefined)
      try {
        onDone(
          await body(
            api.POST('/api/v1/session', {
              body: {
                email: address.trim(),
                password,
                ...(asked ? { code: code.trim() } : {}),
                ...(whose ? { organization_id: whose } : {}),
              },
            }),
          ),
        )
      } catch (error) {
        if (error instanceof ApiError && error.code === 'second_factor_needed') setAsked(true)
        else if (error instanceof ApiError && error.code === 'account_choice_needed') {
          const found = error.fields.map(({ choice = '', title = '' }) => ({ organization: choice, name: title }))
          setAccounts(found)
          form.set('account', found[0]?.organization ?? '')
        } else throw error
        return notSaved
      }
      return undefined
    },
  })
  const choosing = accounts.length > 0
  const back = () => {
    form.set('code', '')
    form.set('password', '')
    form.set('account', '')
    setAsked(false)
    setAccounts([])
  }
  return (
    <FormView
      key={asked ? 'code' : choosing ? 'account' : 'password'}
      form={form}
      labels={labels}
      label={t('identity.sign_in')}
    >
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
      ) : choosing ? (
        <SelectInput
          name="account"
          label={labels.account}
          help={t('identity.account_help')}
          options={accounts.map(({ organization: value, name }) => ({ value, label: name }))}
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
        {(asked || choosing) && <Button onClick={back}>{t('common.back')}</Button>}
      </FormActions>
    </FormView>
  )
}
