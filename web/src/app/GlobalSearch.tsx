import { Dialog } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { CornerDownRight, Keyboard } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Navigation } from '../lib/feature.ts'
import { useOrganizationId } from '../lib/session.tsx'
import { useDebounced } from '../lib/useDebounced.ts'
import type { Found } from '../ui/Finder.tsx'
import { Finder } from '../ui/Finder.tsx'
import { features } from './features.ts'
import styles from './GlobalSearch.module.css'

const finders = features.flatMap((feature) => feature.finder ?? [])

interface Entry extends Found {
  title: string
  detail: string
  Icon: ComponentType<{ size: number }>
  open: () => void
}

/** As one types: without accents, in small letters. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase()
const matches = (words: string, typed: string) =>
  plain(typed)
    .split(/\s+/)
    .every((part) => plain(words).includes(part))

interface Props {
  /** The pages that this person may go to. */
  pages: readonly Navigation[]
  onShortcuts: () => void
  onClose: () => void
}

/**
 * `/` and Ctrl-K: printers, orders, agents and contacts by what one has in hand, a serial number, an address, a name; and
 * every page by its name.
 */
export function GlobalSearch({ pages, onShortcuts, onClose }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const organization_id = useOrganizationId()
  const [typed, setTyped] = useState('')
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
  const go = (link: { to: string; params?: Record<string, string> }) => () => {
    onClose()
    void navigate(link)
  }
  const commands: Entry[] = [
    ...pages.map(({ to, label }): Entry => ({
      id: `page ${to}`,
      title: t(label),
      detail: '',
      Icon: CornerDownRight,
      open: go({ to }),
    })),
    { id: 'shortcuts', title: t('shortcuts.title'), detail: '?', Icon: Keyboard, open: onShortcuts },
  ]
  const things = wanted === '' ? [] : (results.data ?? [])
  const hits = things.flatMap(({ label, Icon, hits: found }) =>
    found.map((hit): Entry => ({
      id: hit.id,
      group: t(label),
      title: hit.title,
      detail: hit.detail(t),
      Icon,
      open: go(hit.link),
    })),
  )
  const found = commands.filter(({ title }) => matches(title, wanted))
  const grouped = found.map((each) => ({ ...each, group: t('search.pages') }))
  // Who types how a page begins wants the page; a number or a name begins no page.
  const named = wanted.length > 1 && found.some(({ title }) => plain(title).startsWith(plain(wanted)))
  const entries = named ? [...grouped, ...hits] : [...hits, ...grouped]

  const upToDate = wanted === '' || named || (search === wanted && results.isSuccess && !results.isPlaceholderData)
  const first = entries[0]
  const goToFirst = useEffectEvent(() => first?.open())
  const arrived = entered !== null && entered === wanted && upToDate
  useEffect(() => {
    if (arrived) goToFirst()
  }, [arrived])

  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      slotProps={{ paper: { className: styles.paper, 'aria-label': t('search.label') } }}
    >
      <Finder
        large
        label={t('search.label')}
        placeholder={t('search.placeholder')}
        listLabel={t('search.results')}
        typed={typed}
        onTyped={(next) => {
          setTyped(next)
          // Who types on has not asked for the first hit of these words.
          setEntered(null)
        }}
        options={entries}
        nameOf={({ title }) => title}
        onChoose={({ open }) => open()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || upToDate) return
          // What stands there belongs to other words.
          event.defaultMuiPrevented = true
          setEntered(wanted)
        }}
        render={({ title, detail, Icon }) => (
          <>
            <span aria-hidden className={styles.icon}>
              <Icon size={16} />
            </span>
            <span className={styles.title}>{title}</span>
            <span className={styles.detail}>{detail}</span>
          </>
        )}
        nothing={
          search !== '' && upToDate
            ? t('search.nothing', { search })
            : results.isError
              ? t('search.failed')
              : t('search.hint')
        }
      />
    </Dialog>
  )
}
