import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Lines } from '../../ui/Loading.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { OpenPage } from './OpenPage.tsx'
import { completeProviderSignIn, leaveProviderWindow, takeNext } from './providers.ts'

/** Where the identity provider sends the browser back to: its answer counts once and leaves the address bar at once. */
export function ProviderCallbackPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const router = useRouter()
  const queryClient = useQueryClient()
  const [answer] = useState(() => new URLSearchParams(location.search))
  const [left, setLeft] = useState(false)
  const sent = useRef(false)
  const { mutate, isError, error } = useMutation({
    mutationFn: completeProviderSignIn,
    onSuccess: (session) => {
      if (leaveProviderWindow()) {
        setLeft(true)
        return
      }
      queryClient.clear()
      queryClient.setQueryData(['session'], session)
      const next = takeNext()
      if (next) router.history.replace(next)
      else void navigate({ to: '/', replace: true })
    },
  })
  const refused = answer.get('error')
  const code = answer.get('code')
  const state = answer.get('state')
  // Opened by hand, or loaded again after the answer has left the address bar.
  const nothing = refused === null && (!code || !state)
  useEffect(() => {
    if (sent.current) return
    sent.current = true
    history.replaceState(history.state, '', location.pathname)
    if (refused !== null || !code || !state) return
    const iss = answer.get('iss')
    mutate({ code, state, ...(iss === null ? {} : { iss }) })
  }, [answer, mutate, refused, code, state])
  if (left)
    return (
      <OpenPage title={t('identity.callback_done')} lead={t('identity.callback_done_detail')}>
        {null}
      </OpenPage>
    )
  if (nothing) {
    return (
      <OpenPage title={t('identity.callback_nothing')} lead={t('identity.callback_nothing_detail')}>
        <Link to="/sign-in">{t('identity.callback_again')}</Link>
      </OpenPage>
    )
  }
  if (refused === null && !isError) {
    return (
      <OpenPage title={t('identity.callback')}>
        <Lines count={3} />
      </OpenPage>
    )
  }
  return (
    <OpenPage title={t('identity.callback_failed')}>
      <div className="stack">
        {refused === null ? (
          <ProblemLine error={error} />
        ) : (
          <p>{t('identity.callback_refused', { error: refused.replace(/[^\w .-]/g, '').slice(0, 60) })}</p>
        )}
        <Link to="/sign-in">{t('identity.callback_again')}</Link>
      </div>
    </OpenPage>
  )
}
