import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { Building2, Check, ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../api/client.ts'
import { useDebounced } from '../lib/useDebounced.ts'
import { Finder } from '../ui/Finder.tsx'
import styles from './OrganizationSwitcher.module.css'
import { useOrganization, useOrganizationId, useSession } from '../lib/session.tsx'
import { Popover } from '../ui/Overlay.tsx'

/** Shows on whose behalf one acts; organizations below one's own can be searched and chosen. */
export function OrganizationSwitcher() {
  const { t } = useTranslation()
  const session = useSession()
  const organizationId = useOrganizationId()
  const navigate = useNavigate()
  const path = useLocation({ select: (location) => location.pathname })
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [typed, setTyped] = useState('')
  const search = useDebounced(typed.trim())
  const home = session.organization
  const found = useQuery({
    queryKey: ['organizations', 'switcher', search],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/organizations', {
          params: { query: { organization_id: home.id, search: search || undefined, limit: 50 } },
          signal,
        }),
      ),
    enabled: anchor !== null,
    placeholderData: keepPreviousData,
  })
  const name = useOrganization()?.name ?? '…'

  if (home.tier === 'child' || (home.tier === 'parent' && !session.child_organization_access)) {
    return (
      <span className={styles.fixed} title={home.name}>
        <Building2 size={15} aria-hidden />
        <span className={styles.name}>{home.name}</span>
      </span>
    )
  }
  const choose = (id: string) => {
    setAnchor(null)
    setTyped('')
    // A page about one printer or order belongs to its organization; the list above it is the place to arrive.
    const section = path.split('/')[1] ?? ''
    void navigate({
      to: section === '' ? '/' : `/${section}`,
      search: { org: id === home.id ? undefined : id } as never,
    })
  }
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-haspopup="dialog"
        aria-label={t('switcher.label', { name })}
        onClick={(event) => setAnchor(event.currentTarget)}
        title={name}
      >
        <Building2 size={15} aria-hidden />
        <span className={styles.name}>{name}</span>
        <ChevronsUpDown size={14} aria-hidden />
      </button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      >
        <div className={styles.panel} role="dialog" aria-label={t('switcher.title')}>
          <Finder
            label={t('switcher.search')}
            listLabel={t('switcher.title')}
            typed={typed}
            onTyped={setTyped}
            options={found.data?.items ?? []}
            chosen={organizationId}
            nameOf={(item) => item.name}
            onChoose={(item) => choose(item.id)}
            render={(item) => (
              <>
                <span className={styles.itemName} data-tier={item.tier}>
                  {item.name}
                </span>
                <span className="faint xsmall">{t(`organizations.tier.${item.tier}`)}</span>
                {item.id === organizationId ? <Check size={15} aria-hidden /> : <span className={styles.noCheck} />}
              </>
            )}
            nothing={found.isSuccess ? t('switcher.none') : undefined}
          />
        </div>
      </Popover>
    </>
  )
}
