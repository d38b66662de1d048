import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Lines } from '../../ui/Loading.tsx'
import { ProblemLine } from '../../ui/Problem.tsx'
import { OpenPage } from '../identity/OpenPage.tsx'
import { CountForm } from './CountForm.tsx'
import { checkLink, countByLink } from './shelfApi.ts'

/** Where the link of a mail leads: `/count-shelf#token`. Counts one shelf, once, without signing in (ASR-18). */
export function CountShelfPage() {
  const { t } = useTranslation()
  const [token] = useState(() => decodeURIComponent(location.hash.replace(/^#/, '')))
  const [done, setDone] = useState(false)
  useEffect(() => {
    // The token leaves the address bar and the history; it stays in this page's memory only.
    if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search)
  }, [])
  const shelf = useQuery({
    queryKey: ['shelf-link', token],
    queryFn: () => checkLink(token),
    enabled: token !== '',
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  if (token === '') {
    return (
      <OpenPage title={t('shelf.by_link.no_token')} lead={t('shelf.by_link.no_token_detail')}>
        <span />
      </OpenPage>
    )
  }
  if (done) {
    return (
      <OpenPage title={t('shelf.by_link.thanks')} lead={t('shelf.by_link.thanks_detail')}>
        <span />
      </OpenPage>
    )
  }
  if (shelf.isError) {
    return (
      <OpenPage title={t('shelf.by_link.refused')}>
        <ProblemLine error={shelf.error} />
      </OpenPage>
    )
  }
  return (
    <OpenPage
      title={t('shelf.by_link.title')}
      lead={
        shelf.data &&
        t('shelf.by_link.lead', { organization: shelf.data.organization_name, place: shelf.data.place_name })
      }
    >
      {shelf.data ? (
        <>
          <p className="muted">{t('shelf.count_detail')}</p>
          <CountForm
            lines={shelf.data.lines}
            label={t('shelf.by_link.title')}
            save={async (lines) => {
              await countByLink(token, lines)
              setDone(true)
            }}
          />
        </>
      ) : (
        <Lines count={6} />
      )}
    </OpenPage>
  )
}
