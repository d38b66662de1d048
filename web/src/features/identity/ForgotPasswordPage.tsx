import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { FormActions, FormView, TextInput } from '../../ui/form/Fields.tsx'
import { useForm } from '../../ui/form/useForm.ts'
import { OpenPage } from './OpenPage.tsx'

/** The answer is the same whether the account exists or not (IDN-1). */
export function ForgotPasswordPage() {
  const { t } = useTranslation()
  const [sent, setSent] = useState(false)
  const validate = useMemo(
    () => (values: { email: string }) => ({ email: values.email.trim() === '' ? t('form.required') : undefined }),
    [t],
  )
  const form = useForm({
    initial: { email: '' },
    validate,
    submit: async (values) => {
      await body(api.POST('/api/v1/password-resets', { body: { email: values.email.trim() } }))
      setSent(true)
    },
  })
  const back = (
    <p>
      <Link to="/sign-in">{t('identity.back_to_sign_in')}</Link>
    </p>
  )
  if (sent) {
    return (
      <OpenPage title={t('identity.reset_sent')} lead={t('identity.reset_sent_detail')}>
        {back}
      </OpenPage>
    )
  }
  return (
    <OpenPage title={t('identity.forgot')} lead={t('identity.forgot_lead')}>
      <FormView form={form} labels={{ email: t('identity.email') }} label={t('identity.forgot')}>
        <TextInput
          name="email"
          label={t('identity.email')}
          type="email"
          autoComplete="username"
          autoFocus
          maxLength={254}
        />
        <FormActions submit={t('identity.send_link')} />
      </FormView>
      {back}
    </OpenPage>
  )
}
