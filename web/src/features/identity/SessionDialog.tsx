import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body, onSessionExpired } from '../../api/client.ts'
import type { Session } from '../../api/types.ts'
import { useSession } from '../../lib/session.tsx'
import { lazyPart } from '../../ui/lazy.tsx'
import { Waiting } from '../../ui/Waiting.tsx'
import { onSignedIn, tellSignedIn } from './providers.ts'

// The form is not of the first page; it comes with all others once that is at rest.
const SignInAgain = lazyPart(() => import('./SignInAgain.tsx'), Waiting)

/**
 * The session has ended while a page is open: sign in again on top of it. The calls that were refused wait and are
 * then repeated, so nothing that was typed or sent is lost. Whoever signs in elsewhere meanwhile, by a provider in a
 * window of its own or in another tab, has done it here, too.
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

  const signedIn = useCallback(
    (session: Session) => {
      // An address can be that of several people, in one organization each.
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
    return onSignedIn(() => {
      // Not signed in after all: the dialog stays.
      body(api.GET('/api/v1/session')).then(signedIn, () => undefined)
    })
  }, [open, signedIn])

  return (
    <Dialog open={open} maxWidth="xs" fullWidth aria-labelledby="session-title">
      <DialogTitle id="session-title">{t('session.expired')}</DialogTitle>
      <DialogContent className="stack">
        <p className="muted">{t('session.expired_detail')}</p>
        {open && (
          <SignInAgain
            email={user.email}
            organization={organization.id}
            onDone={(session) => {
              tellSignedIn()
              signedIn(session)
            }}
          />
        )}
      </DialogContent>
    </Dialog>
  )
}
