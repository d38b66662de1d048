import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { OpenPage } from './OpenPage.tsx'
import { ProviderButtons } from './ProviderButtons.tsx'
import { tellSignedIn } from './providers.ts'
import { SignInForm } from './SignInForm.tsx'

export function SignInPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const router = useRouter()
  const queryClient = useQueryClient()
  const { next, with: of } = useSearch({ strict: false })
  return (
    <OpenPage title={t('identity.sign_in')} lead={next ? t('identity.sign_in_next') : undefined}>
      <ProviderButtons of={of} next={next} />
      <SignInForm
        onDone={(session) => {
          queryClient.clear()
          queryClient.setQueryData(['session'], session)
          tellSignedIn()
          // Only paths of this portal: "//elsewhere" would leave it.
          if (next && /^\/(?!\/)/.test(next)) router.history.push(next)
          else void navigate({ to: '/' })
        }}
      />
      <p>
        <Link to="/forgot-password">{t('identity.forgot')}</Link>
      </p>
    </OpenPage>
  )
}
