import { Dialog } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Hit } from '../lib/feature.ts'
import { useDebounced } from '../lib/useDebounced.ts'
import { features } from './features.ts'
import styles from './GlobalSearch.module.css'
import { useOrganizationId } from '../lib/session.tsx'

const finders = features.flatMap((feature) => feature.finder ?? [])

/** `/`: printers, orders, agents and contacts by what one has in hand, a serial number, an address, a name. */
export function GlobalSearch({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const organization_id = useOrganizationId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  // Enter does not wait for the pause after typing, and goes to the first hit as soon as it is known.
  const wanted = typed.trim()
  const [entered, setEntered] = useState<string | null>(null)
  const settled = useDebounced(wanted, 150)
  const search = entered === wanted ? wanted : settled
  const results = useQuery({
    queryKey: ['global-search', organization_id, search],
    enabled: search.length > 0,
    queryFn: async ({ signal }) => {
      const query = { search, organization_id, limit: 5 }
      return Promise.all(finders.map(async (finder) => ({ ...finder, hits: await finder.find(query, signal) })))
    },
    placeholderData: (before) => before,
  })
  const groups = search === '' ? [] : (results.data ?? []).filter((group) => group.hits.length > 0)
  const open = ({ link }: Hit) => {
    onClose()
    void navigate(link)
  }
  const flat = groups.flatMap((group) => group.hits)
  const current = flat[Math.min(active, flat.length - 1)]

  const upToDate = search === wanted && results.isSuccess && !results.isPlaceholderData
  const goToFirst = useEffectEvent(() => current && open(current))
  const arrived = entered !== null && entered === wanted && upToDate
  useEffect(() => {
    if (arrived) goToFirst()
  }, [arrived])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      setActive((before) => (before + (event.key === 'ArrowDown' ? 1 : -1) + flat.length) % Math.max(1, flat.length))
    } else if (event.key === 'Enter' && wanted !== '') {
      event.preventDefault()
      if (upToDate && current) open(current)
      else if (upToDate) return
      else setEntered(wanted)
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      slotProps={{ paper: { className: styles.paper, 'aria-label': t('search.label') } }}
    >
      <div className={styles.head}>
        <Search size={18} aria-hidden />
        <input
          autoFocus
          value={typed}
          maxLength={200}
          placeholder={t('search.placeholder')}
          aria-label={t('search.label')}
          role="combobox"
          aria-expanded={flat.length > 0}
          aria-controls="global-search-results"
          aria-activedescendant={current ? `hit-${current.id}` : undefined}
          onChange={(event) => {
            setTyped(event.target.value)
            setActive(0)
            // Who types on has not asked for the first hit of these words.
            setEntered(null)
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id="global-search-results" role="listbox" aria-label={t('search.results')} className={styles.results}>
        {groups.map((group) => (
          <div key={group.label} role="group" aria-label={t(group.label)}>
            <div className={styles.group}>{t(group.label)}</div>
            {group.hits.map((hit) => (
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the focus stays in the field, whose keys choose (aria-activedescendant)
              <div
                key={hit.id}
                id={`hit-${hit.id}`}
                role="option"
                aria-selected={hit === current}
                className={styles.hit}
                onClick={() => open(hit)}
                onMouseMove={() => setActive(flat.indexOf(hit))}
              >
                <span aria-hidden className={styles.icon}>
                  <group.Icon size={16} />
                </span>
                <span className={styles.title}>{hit.title}</span>
                <span className={styles.detail}>{hit.detail(t)}</span>
              </div>
            ))}
          </div>
        ))}
      </div>
      {flat.length === 0 && (
        <p className={styles.hint} role="status">
          {search !== '' && upToDate
            ? t('search.nothing', { search })
            : results.isError
              ? t('search.failed')
              : t('search.hint')}
        </p>
      )}
    </Dialog>
  )
}
