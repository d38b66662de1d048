import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import { getPreferences } from '../../lib/preferences.ts'
import { useFormat } from '../../lib/useFormat.ts'
import { appendPage, getWalk, onWalk, placeOf } from './walk.ts'
import styles from './Neighbours.module.css'
import { tip } from '../tip/Tip.tsx'

export interface OfList {
  /** The list in the API. */
  list: string
  id: string
  /** The page of a record, and how its address names the id. */
  page: string
  param: string
}

/**
 * The record before and after this one, as the list has them from which one came: its order, its filters, over the ends
 * of its pages. Nothing where one came from elsewhere. `n` and `p` do the same.
 */
export function Neighbours({ list, id, page, param }: OfList) {
  const { t } = useTranslation()
  const format = useFormat()
  const part = useRef<HTMLElement>(null)
  const walk = useSyncExternalStore(onWalk, () => getWalk(list))
  const place = placeOf(walk, id)
  const more = place?.more ?? null
  useQuery({
    queryKey: ['walk', list, more],
    queryFn: async ({ signal }) => {
      // As the list's definition made it, from its next page on.
      const query = Object.assign({}, walk?.query, { cursor: more }) as never
      const rows = (await body(api.GET(list as never, { params: { query }, signal } as never))) as Parameters<
        typeof appendPage
      >[2]
      appendPage(list, more ?? '', rows)
      return null
    },
    enabled: more !== null,
    // Who cannot go on from here goes back to the list.
    retry: false,
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = event.key === 'n' ? 'next' : event.key === 'p' ? 'previous' : undefined
      const target = event.target as HTMLElement
      if (step === undefined || !getPreferences().letterKeys || event.defaultPrevented) return
      if (event.ctrlKey || event.metaKey || event.altKey || target.isContentEditable) return
      if (target.closest('input:not([type=checkbox]):not([type=radio]), textarea, select, [role=dialog], [role=menu]'))
        return
      part.current?.querySelector<HTMLElement>(`a[data-step=${step}]`)?.click()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  if (!walk || !place) return null
  const step = (to: string | undefined, way: 'previous' | 'next') =>
    to === undefined ? (
      <span data-step={way} aria-hidden>
        {way === 'next' ? <ChevronDown size={16} /> : <ChevronUp size={16} />}
      </span>
    ) : (
      <Link
        to={page}
        params={{ [param]: to } as never}
        // The tab that one looks at stays; a place in a list of this record's own does not.
        search={((before: Record<string, unknown>) => ({ org: before.org, tab: before.tab })) as never}
        data-step={way}
        aria-label={t(`neighbours.${way}`)}
        {...tip(() => t(`neighbours.${way}`))}
      >
        {way === 'next' ? <ChevronDown size={16} /> : <ChevronUp size={16} />}
      </Link>
    )
  return (
    <nav ref={part} className={styles.walk} aria-label={t('neighbours.label')}>
      <Link to={walk.href} className={styles.place}>
        {walk.total === null
          ? t('neighbours.place', { at: format.number(place.number) })
          : t('neighbours.place_of', { at: format.number(place.number), total: format.number(walk.total) })}
      </Link>
      {step(place.previous, 'previous')}
      {step(place.next, 'next')}
    </nav>
  )
}
