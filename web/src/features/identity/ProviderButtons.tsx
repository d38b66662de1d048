import { useMutation, useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import {
  beginProviderSignIn,
  keepNext,
  offeredProvidersQuery,
  openProviderWindow,
  rememberedProvider,
  rememberProvider,
} from './providers.ts'

/**
 * A button for each identity provider that this browser may offer: the operator's, and that of a sign-in link (IDN-4).
 * `only`: nothing but that of this organization, in a window of its own, on top of a page that stays.
 */
export function ProviderButtons({
  of,
  next,
  only,
}: {
  of?: string | undefined
  next?: string | undefined
  only?: string
}) {
  const { t } = useTranslation()
  const offered = useQuery(offeredProvidersQuery(only ?? of ?? rememberedProvider()))
  const begin = useMutation({
    mutationFn: ({ organization }: { organization: string; opened: Window | null }) =>
      beginProviderSignIn(organization),
    onSuccess: ({ authorization_url }, { organization, opened }) => {
      rememberProvider(organization)
      if (opened !== null) {
        opened.location.replace(authorization_url)
        return
      }
      // Without a window of its own the page goes, and comes back with the drafts of its forms.
      keepNext(only === undefined ? next : window.location.pathname + window.location.search)
      window.location.assign(authorization_url)
    },
    onError: (_error, { opened }) => opened?.close(),
  })
  const items = offered.data?.items.filter((one) => only === undefined || one.organization_id === only) ?? []
  // Whoever cannot be told of providers signs in with the password.
  if (items.length === 0) return null
  return (
    <div className="stack">
      {items.map((provider) => (
        <BusyButton
          key={provider.organization_id}
          variant="outlined"
          fullWidth
          busy={begin.isPending}
          startIcon={<KeyRound size={16} />}
          onClick={() =>
            begin.mutate({
              organization: provider.organization_id,
              opened: only === undefined ? null : openProviderWindow(),
            })
          }
        >
          {t('identity.with_provider', { name: provider.organization_name })}
        </BusyButton>
      ))}
      {begin.isError && <ProblemLine error={begin.error} />}
      <p className="muted">{t('identity.or_password')}</p>
    </div>
  )
}
