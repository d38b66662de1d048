import { Button } from '@mui/material'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { ApiError } from '../../api/problem.ts'
import type { Session } from '../../api/types.ts'
import { SelectInput } from '../../ui/form/Choosers.tsx'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { notSaved, useForm } from '../../ui/form/useForm.ts'

interface SignInValues {
  [key: string]: unknown
  email: string
  password: string
  organization_id: string
  code: string
}

/** What is asked for, one after the other. */
type Step = 'password' | 'organization' | 'code'

const organizationsOf = (email: string, password: string) =>
  body(api.POST('/api/v1/session-organizations', { body: { email, password } }))

const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : undefined)

/**
 * E-mail and password, then the organization where these open several accounts, then the code of the second factor
 * where the account has one; on the sign-in page and on top of a page whose session ended (`home`: whose account it was).
 */
export function SignInForm({
  email = '',
  home,
  onDone,
}: {
  email?: string
  home?: string
  onDone: (session: Session) => void
}) {
  const { t } = useTranslation()
  const [step, setStep] = useState<Step>('password')
  const [organizations, setOrganizations] = useState<Array<{ id: string; name: string }>>([])
  const labels = {
    email: t('identity.email'),
    password: t('identity.password'),
    organization_id: t('identity.organization'),
    code: t('identity.code'),
  }
  const validate = useMemo(
    () => (values: SignInValues) => ({
      email: values.email.trim() === '' ? t('form.required') : undefined,
      password: values.password === '' ? t('form.required') : undefined,
      organization_id: step === 'organization' && values.organization_id === '' ? t('form.required') : undefined,
      code: step === 'code' && values.code.trim() === '' ? t('form.required') : undefined,
    }),
    [t, step],
  )
  const form = useForm<SignInValues>({
    initial: { email, password: '', organization_id: '', code: '' },
    validate,
    submit: async ({ email: typed, password, organization_id: chosen, code }) => {
      const address = typed.trim()
      const organization_id = chosen !== '' ? chosen : address === email ? home : undefined
      try {
        const session = await body(
          api.POST('/api/v1/session', {
            body: { email: address, password, organization_id, ...(step === 'code' ? { code: code.trim() } : {}) },
          }),
        )
        onDone(session)
      } catch (error) {
        if (codeOf(error) === 'organization_needed') {
          setOrganizations((await organizationsOf(address, password)).items)
          setStep('organization')
        } else if (codeOf(error) === 'second_factor_needed') {
          setStep('code')
        } else {
          throw error
        }
        return notSaved
      }
      return undefined
    },
  })
  const back = () => {
    form.set('code', '')
    form.set('organization_id', '')
    form.set('password', '')
    setStep('password')
  }
  return (
    <FormView key={step} form={form} labels={labels} label={t('identity.sign_in')}>
      {step === 'organization' ? (
        <SelectInput
          name="organization_id"
          label={labels.organization_id}
          required
          help={t('identity.organization_help')}
          options={organizations.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : step === 'code' ? (
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
      <FormActions submit={step === 'organization' ? t('identity.choose') : t('identity.sign_in')}>
        {step !== 'password' && <Button onClick={back}>{t('common.back')}</Button>}
      </FormActions>
    </FormView>
  )
}
