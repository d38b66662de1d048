import { Dialog, DialogContent, DialogTitle } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { onSessionExpired } from '../../api/client.ts'
import { useSession } from '../../lib/session.tsx'
import { SignInForm } from './SignInForm.tsx'

/**
 * The session has ended while a page is open: sign in again on top of it. The calls that were refused wait and are
 * then repeated, so nothing that was typed or sent is lost.
 */
export function SessionDialog() {
  const { t } = useTranslation()
  const { email } = useSession().user
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

  return (
    <Dialog open={open} maxWidth="xs" fullWidth aria-labelledby="session-title">
      <DialogTitle id="session-title">{t('session.expired')}</DialogTitle>
      <DialogContent className="stack">
        <p className="muted">{t('session.expired_detail')}</p>
        <SignInForm
          email={email}
          onDone={(session) => {
            if (session.user.email !== email) {
              // Someone else: nothing of the former person may stay on the page.
              window.location.assign('/')
              return
            }
            setOpen(false)
            queryClient.setQueryData(['session'], session)
            waiting.current.splice(0).forEach((resolve) => resolve())
          }}
        />
      </DialogContent>
    </Dialog>
  )
}
