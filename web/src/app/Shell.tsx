import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isReachable, onReachability, tellReachability } from '../api/client.ts'
import { ApiError } from '../api/problem.ts'
import { ChunkError, fetchAllAtRest, untilLoaded } from '../lib/chunks.ts'
import type { Pane } from '../lib/feature.ts'
import { isLanguage, switchLanguage } from '../lib/i18n.ts'
import { AllPanes } from '../lib/panes.ts'
import { setPreferences } from '../lib/preferences.ts'
import { setDraftOwner } from '../ui/form/drafts.ts'
import { Problem } from '../ui/Problem.tsx'
import { features } from './features.ts'
import { Gate } from './Gate.tsx'
import { SessionProvider, sessionQuery } from '../lib/session.tsx'
import styles from './Shell.module.css'
import { TopBar } from './TopBar.tsx'
import { Mark } from '../ui/Mark.tsx'

const panes = features.flatMap((feature): readonly Pane[] => feature.panes ?? [])
const parts = features.flatMap((feature) => feature.InFrame ?? [])

/** The frame of every page for which one must be signed in. */
export function Shell() {
  const { t } = useTranslation()
  const session = useQuery(sessionQuery)
  const language = session.data?.user.language
  const timeZone = session.data?.user.time_zone

  useEffect(() => {
    // Signed in, the profile's language counts: the server writes its sentences and mails in it.
    if (!isLanguage(language)) return
    setPreferences({ language })
    void switchLanguage(language)
  }, [language])
  useEffect(() => {
    // So does its time zone, in whichever browser one sits.
    if (timeZone) setPreferences({ timeZone })
  }, [timeZone])

  const [rested, setRested] = useState(false)
  const person = session.data?.user.id
  useEffect(() => {
    if (person === undefined) return undefined
    const stop = new AbortController()
    void fetchAllAtRest(stop.signal).then(() => setRested(!stop.signal.aborted))
    return () => stop.abort()
  }, [person])

  if (session.isPending) return <div className={styles.blank} aria-busy />
  if (session.isError && !session.data) {
    if (session.error instanceof ApiError && session.error.status === 401) {
      return <ToSignIn />
    }
    return (
      <div className={styles.down}>
        <Mark size={32} />
        <Problem error={session.error} onRetry={() => void session.refetch()} />
      </div>
    )
  }
  // Before any form below reads its draft.
  setDraftOwner(session.data.user.id)
  if (session.data.must_change_password) return <Navigate to="/change-password" replace />
  if (session.data.must_set_up_second_factor) return <Navigate to="/second-factor" replace />
  return (
    <SessionProvider value={session.data}>
      <div className={styles.frame}>
        <a href="#main" className={styles.skip}>
          {t('app.skip')}
        </a>
        <TopBar rested={rested} />
        <Unreachable />
        <main id="main" tabIndex={-1} className={styles.main}>
          <AllPanes value={panes}>
            <Gate />
          </AllPanes>
        </main>
        {parts.map((Part, index) => (
          <Part key={index} />
        ))}
      </div>
    </SessionProvider>
  )
}

/** To the sign-in page, once, with the way back to where one wanted to go. */
function ToSignIn() {
  const navigate = useNavigate()
  const [next] = useState(useLocation().href)
  useEffect(() => {
    void navigate({
      to: '/sign-in',
      search: { next: next === '/' || next.startsWith('/sign-in') ? undefined : next },
      replace: true,
    })
  }, [navigate, next])
  return <div className={styles.blank} aria-busy />
}

/** While the server does not answer, a line says so; what is on the page stays. */
function Unreachable() {
  const { t } = useTranslation()
  const [since, setSince] = useState<number | null>(null)
  const queryClient = useQueryClient()
  useEffect(() => onReachability((reachable) => setSince((before) => (reachable ? null : (before ?? Date.now())))), [])
  useEffect(() => {
    if (since === null) return undefined
    const stop = new AbortController()
    const probe = async () => {
      if (!(await isReachable())) throw new ChunkError(false, undefined)
    }
    // Back again: what could not be shown is asked for again, without a click.
    void untilLoaded(probe, stop.signal).then(async () => {
      if (stop.signal.aborted) return
      tellReachability(true)
      await queryClient.refetchQueries({ type: 'active', predicate: (query) => query.state.status === 'error' })
    })
    return () => stop.abort()
  }, [since, queryClient])
  if (since === null) return null
  return (
    <div className={styles.unreachable} role="status">
      {t('app.unreachable')}
    </div>
  )
}
