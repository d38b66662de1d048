import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Lines } from '../../ui/Loading.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { OpenPage } from './OpenPage.tsx'
import { completeProviderSignIn, isProviderWindow, takeNext, tellSignedIn } from './providers.ts'

/** Where the identity provider sends the browser back to: its answer counts once and leaves the address bar at once. */
export function ProviderCallbackPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [answer] = useState(() => new URLSearchParams(location.search))
  const sent = useRef(false)
  const { mutate, isError, isSuccess, error } = useMutation({
    mutationFn: completeProviderSignIn,
    onSuccess: (session) => {
      queryClient.clear()
      queryClient.setQueryData(['session'], session)
      tellSignedIn()
      if (isProviderWindow()) {
        window.close()
        return
      }
      const next = takeNext()
      if (next) router.history.replace(next)
      else void navigate({ to: '/', replace: true })
    },
  })
  const refused = answer.get('error')
  // Opened by hand, from the history, or loaded again after the answer was taken.
  const empty = refused === null && (!answer.get('code') || !answer.get('state'))
  useEffect(() => {
    if (sent.current) return
    sent.current = true
    history.replaceState(history.state, '', location.pathname)
    if (refused !== null || empty) return
    const iss = answer.get('iss')
    mutate({
      code: answer.get('code') ?? '',
      state: answer.get('state') ?? '',
      ...(iss === null ? {} : { iss }),
    })
  }, [answer, mutate, refused, empty])
  if (isSuccess && isProviderWindow()) {
    return (
      <OpenPage title={t('identity.callback_done')}>
        <p>{t('identity.callback_close')}</p>
      </OpenPage>
    )
  }
  if (refused === null && !empty && !isError) {
    return (
      <OpenPage title={t('identity.callback')}>
        <Lines count={3} />
      </OpenPage>
    )
  }
  return (
    <OpenPage title={empty ? t('identity.callback_empty') : t('identity.callback_failed')}>
      <div className="stack">
        {empty ? (
          <p>{t('identity.callback_empty_detail')}</p>
        ) : refused === null ? (
          <ProblemLine error={error} />
        ) : (
          <p>{t('identity.callback_refused', { error: refused.replace(/[^\w .-]/g, '').slice(0, 60) })}</p>
        )}
        <Link to="/sign-in">{t('identity.callback_again')}</Link>
      </div>
    </OpenPage>
  )
}
