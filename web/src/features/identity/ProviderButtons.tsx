import { useMutation, useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import {
  beginProviderSignIn,
  keepNext,
  offeredProvidersQuery,
  rememberedProvider,
  rememberProvider,
} from './providers.ts'

/** A button for each identity provider that this browser may offer: the operator's, and that of a sign-in link (IDN-4). */
export function ProviderButtons({ of, next }: { of: string | undefined; next: string | undefined }) {
  const { t } = useTranslation()
  const offered = useQuery(offeredProvidersQuery(of ?? rememberedProvider()))
  const begin = useMutation({
    mutationFn: beginProviderSignIn,
    onSuccess: ({ authorization_url }, organization_id) => {
      rememberProvider(organization_id)
      keepNext(next)
      window.location.assign(authorization_url)
    },
  })
  // Whoever cannot be told of providers signs in with the password.
  if (!offered.data || offered.data.items.length === 0) return null
  return (
    <div className="stack">
      {offered.data.items.map((provider) => (
        <BusyButton
          key={provider.organization_id}
          variant="outlined"
          fullWidth
          busy={begin.isPending}
          startIcon={<KeyRound size={16} />}
          onClick={() => begin.mutate(provider.organization_id)}
        >
          {t('identity.with_provider', { name: provider.organization_name })}
        </BusyButton>
      ))}
      {begin.isError && <ProblemLine error={begin.error} />}
      <p className="muted">{t('identity.or_password')}</p>
    </div>
  )
}
