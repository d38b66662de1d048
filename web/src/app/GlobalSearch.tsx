import { Dialog } from '@mui/material'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Package, Printer, Radar, Search, UserRound } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../api/client.ts'
import { contactName } from '../features/contacts/contactsApi.ts'
import { useDebounced } from '../lib/useDebounced.ts'
import styles from './GlobalSearch.module.css'
import { useOrganizationId } from '../lib/session.tsx'

interface Hit {
  key: string
  icon: ReactNode
  title: string
  detail: string
  go: () => void
}

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
      const [printers, orders, agents, contacts] = await Promise.all([
        body(api.GET('/api/v1/printers', { params: { query }, signal })),
        body(api.GET('/api/v1/supply-orders', { params: { query }, signal })),
        body(api.GET('/api/v1/agents', { params: { query }, signal })),
        body(api.GET('/api/v1/contacts', { params: { query }, signal })),
      ])
      return { printers: printers.items, orders: orders.items, agents: agents.items, contacts: contacts.items }
    },
    placeholderData: (before) => before,
  })
  const close = (go: () => void) => () => {
    onClose()
    go()
  }
  const data = results.data
  const groups: Array<{ name: string; hits: Hit[] }> =
    search === '' || !data
      ? []
      : [
          {
            name: t('nav.printers'),
            hits: data.printers.map((printer) => ({
              key: printer.id,
              icon: <Printer size={16} />,
              title: `${printer.manufacturer} ${printer.model}`,
              detail: [printer.serial_number, printer.address, printer.site_name].filter(Boolean).join(' · '),
              go: close(() => void navigate({ to: '/printers/$printerId', params: { printerId: printer.id } })),
            })),
          },
          {
            name: t('nav.supply_orders'),
            hits: data.orders.map((order) => ({
              key: order.id,
              icon: <Package size={16} />,
              title: order.number,
              detail: t(`orders.state.${order.state}`),
              go: close(() => void navigate({ to: '/supply-orders/$orderId', params: { orderId: order.id } })),
            })),
          },
          {
            name: t('nav.agents'),
            hits: data.agents.map((agent) => ({
              key: agent.id,
              icon: <Radar size={16} />,
              title: agent.name,
              detail: t('agents.printers_count', { count: agent.printer_count }),
              go: close(() => void navigate({ to: '/agents/$agentId', params: { agentId: agent.id } })),
            })),
          },
          {
            name: t('nav.contacts'),
            hits: data.contacts.map((contact) => ({
              key: contact.id,
              icon: <UserRound size={16} />,
              title: contactName(contact),
              detail: [contact.company, contact.address.city].filter(Boolean).join(' · '),
              go: close(() => void navigate({ to: '/contacts/$contactId', params: { contactId: contact.id } })),
            })),
          },
        ].filter((group) => group.hits.length > 0)
  const flat = groups.flatMap((group) => group.hits)
  const current = flat[Math.min(active, flat.length - 1)]

  const upToDate = search === wanted && results.isSuccess && !results.isPlaceholderData
  const goToFirst = useEffectEvent(() => current?.go())
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
      if (upToDate) current?.go()
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
          aria-activedescendant={current ? `hit-${current.key}` : undefined}
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
          <div key={group.name} role="group" aria-label={group.name}>
            <div className={styles.group}>{group.name}</div>
            {group.hits.map((hit) => (
              // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the focus stays in the field, whose keys choose (aria-activedescendant)
              <div
                key={hit.key}
                id={`hit-${hit.key}`}
                role="option"
                aria-selected={hit === current}
                className={styles.hit}
                onClick={hit.go}
                onMouseMove={() => setActive(flat.indexOf(hit))}
              >
                <span aria-hidden className={styles.icon}>
                  {hit.icon}
                </span>
                <span className={styles.title}>{hit.title}</span>
                <span className={styles.detail}>{hit.detail}</span>
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
