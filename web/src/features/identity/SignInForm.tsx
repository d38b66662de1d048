import { useTranslation } from 'react-i18next'
import { useMemo } from 'react'
import { api, body } from '../../api/client.ts'
import type { Session } from '../../api/types.ts'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'

/** E-mail and password; on the sign-in page and on top of a page whose session ended. */
export function SignInForm({ email = '', onDone }: { email?: string; onDone: (session: Session) => void }) {
  const { t } = useTranslation()
  const labels = { email: t('identity.email'), password: t('identity.password') }
  const validate = useMemo(
    () => (values: { email: string; password: string }) => ({
      email: values.email.trim() === '' ? t('form.required') : undefined,
      password: values.password === '' ? t('form.required') : undefined,
    }),
    [t],
  )
  const form = useForm({
    initial: { email, password: '' },
    validate,
    submit: async (values) =>
      onDone(
        await body(api.POST('/api/v1/session', { body: { email: values.email.trim(), password: values.password } })),
      ),
  })
  return (
    <FormView form={form} labels={labels} label={t('identity.sign_in')}>
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
      <FormActions submit={t('identity.sign_in')} />
    </FormView>
  )
}
