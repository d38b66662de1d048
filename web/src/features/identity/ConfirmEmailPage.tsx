import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { OpenPage } from './OpenPage.tsx'

/** Where the mail to a new address leads: `/confirm-email#token`. A click confirms: programs open links of mails, too. */
export function ConfirmEmailPage() {
  const { t } = useTranslation()
  const [token] = useState(() => decodeURIComponent(location.hash.replace(/^#/, '')))
  useEffect(() => {
    // The token leaves the address bar and the history; it stays in this page's memory only.
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search)
  }, [])
  const confirm = useMutation({
    mutationFn: () => body(api.POST('/api/v1/email-confirmations', { body: { token } })),
  })
  const back = <Link to="/sign-in">{t('identity.back_to_sign_in')}</Link>
  if (token === '') {
    return (
      <OpenPage title={t('identity.setup_no_token')} lead={t('identity.confirm_email_no_token')}>
        {back}
      </OpenPage>
    )
  }
  if (confirm.isSuccess) {
    return (
      <OpenPage title={t('identity.email_confirmed')} lead={t('identity.email_confirmed_detail')}>
        {back}
      </OpenPage>
    )
  }
  return (
    <OpenPage title={t('identity.confirm_email')} lead={t('identity.confirm_email_lead')}>
      <div className="stack">
        {confirm.isError && <ProblemLine error={confirm.error} />}
        <BusyButton variant="contained" busy={confirm.isPending} onClick={() => confirm.mutate()}>
          {t('identity.confirm_email_submit')}
        </BusyButton>
        {back}
      </div>
    </OpenPage>
  )
}
