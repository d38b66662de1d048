import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onSessionExpired } from '../../api/client.ts'
import type { Session } from '../../api/types.ts'
import { readSession, useSession } from '../../lib/session.tsx'
import { BusyButton } from '../../ui/BusyButton.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { beginProviderSignIn, offeredProvidersQuery, onSignedInElsewhere, openProviderWindow } from './providers.ts'
import { SignInForm } from './SignInForm.tsx'

/**
 * The session has ended while a page is open: sign in again on top of it. The calls that were refused wait and are
 * then repeated, so nothing that was typed or sent is lost.
 */
export function SessionDialog() {
  const { t } = useTranslation()
  const { user, organization } = useSession()
  const [open, setOpen] = useState(false)
  const waiting = useRef<Array<() => void>>([])
  const queryClient = useQueryClient()

  useEffect(() => {
    onSessionExpired(
      () =>
        new Promise<void>((resolve) => {
          waiting.current.push(resolve)
          setOpen(true)
        }),
    )
    return () => onSessionExpired(undefined)
  }, [])

  const done = useCallback(
    (session: Session) => {
      // An address belongs to different people in different organizations.
      if (session.user.id !== user.id) {
        // Someone else: nothing of the former person may stay on the page.
        window.location.assign('/')
        return
      }
      setOpen(false)
      queryClient.setQueryData(['session'], session)
      waiting.current.splice(0).forEach((resolve) => resolve())
    },
    [queryClient, user.id],
  )

  useEffect(() => {
    if (!open) return undefined
    // In the provider's window, or in another tab. Whoever is not signed in yet is asked for by this dialog still.
    const look = () => void readSession().then(done, () => undefined)
    return onSignedInElsewhere(look)
  }, [open, done])

  return (
    <Dialog open={open} maxWidth="xs" fullWidth aria-labelledby="session-title">
      <DialogTitle id="session-title">{t('session.expired')}</DialogTitle>
      <DialogContent className="stack">
        <p className="muted">{t('session.expired_detail')}</p>
        <ProviderWindow organization={organization} />
        <SignInForm email={user.email} home={organization.id} onDone={done} />
      </DialogContent>
    </Dialog>
  )
}

/** The way of people who have no password: the page and what was typed stay, the provider gets a window of its own. */
function ProviderWindow({ organization }: { organization: Session['organization'] }) {
  const { t } = useTranslation()
  const offered = useQuery(offeredProvidersQuery(organization.id))
  const [state, setState] = useState<'opened' | 'blocked'>()
  const begin = useMutation({
    mutationFn: async (opened: Window) => {
      try {
        const { authorization_url } = await beginProviderSignIn(organization.id)
        opened.location.replace(authorization_url)
      } catch (error) {
        opened.close()
        throw error
      }
    },
    onSuccess: () => setState('opened'),
  })
  const provider = offered.data?.items.find(({ organization_id }) => organization_id === organization.id)
  // Whoever cannot be told of providers signs in with the password.
  if (!provider) return null
  const start = () => {
    setState(undefined)
    const opened = openProviderWindow()
    if (opened) begin.mutate(opened)
    else setState('blocked')
  }
  return (
    <>
      <BusyButton
        variant="outlined"
        fullWidth
        busy={begin.isPending}
        startIcon={<KeyRound size={16} />}
        onClick={start}
      >
        {t('identity.with_provider', { name: provider.organization_name })}
      </BusyButton>
      {begin.isError && <ProblemLine error={begin.error} />}
      <div role="status">
        {state === 'opened' && <p>{t('identity.provider_window')}</p>}
        {state === 'blocked' && (
          <p>
            {t('identity.provider_blocked')}{' '}
            <a href={`/sign-in?with=${organization.id}`} target="_blank" rel="noreferrer">
              {t('identity.provider_blocked_link')}
            </a>
            .
          </p>
        )}
      </div>
      <p className="muted">{t('identity.or_password')}</p>
    </>
  )
}
