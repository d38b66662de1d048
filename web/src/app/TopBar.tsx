import { Avatar, Badge, Button, Divider, IconButton, MenuItem } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { ChevronDown, Keyboard, LogOut, Menu as MenuIcon, Search, UserRound } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Navigation } from '../lib/feature.ts'
import { allows } from '../lib/roles.ts'
import { getPreferences } from '../lib/preferences.ts'
import { forgetWalks } from '../ui/neighbours/walk.ts'
import { useRoom } from '../lib/useRoom.ts'
import { Menu, Popover } from '../ui/Overlay.tsx'
import { forgetDrafts } from '../ui/form/drafts.ts'
import { features } from './features.ts'
import { GlobalSearch } from './GlobalSearch.tsx'
import { Mark } from '../ui/Mark.tsx'
import { tip } from '../ui/tip/Tip.tsx'
import { OrganizationSwitcher } from './OrganizationSwitcher.tsx'
import { endSession, useSession } from '../lib/session.tsx'
import styles from './TopBar.module.css'
import { Breakable } from '../ui/Breakable.tsx'
import { lazyPart } from '../ui/lazy.tsx'

const nothing = () => null
const Shortcuts = lazyPart(() => import('./Shortcuts.tsx'), nothing)

const navigation = features.flatMap((feature): readonly Navigation[] => feature.navigation ?? [])

const notices = features.flatMap((feature) => feature.InAccount ?? [])

// px: what the word of the mark and the field of the search take; the menu's button takes its place itself.
const makeWay = [230, 0]

/** `rested`: the page is there, with all that it fetches by itself. */
export function TopBar({ rested }: { rested: boolean }) {
  const { t } = useTranslation()
  const session = useSession()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [searching, setSearching] = useState(false)
  const [shortcuts, setShortcuts] = useState(false)
  const [account, setAccount] = useState<HTMLElement | null>(null)
  const [administration, setAdministration] = useState<HTMLElement | null>(null)
  const [folded, setFolded] = useState<HTMLElement | null>(null)
  // Where the tabs have no room side by side, the words around them make way; then the tabs are in the menu, as in a narrow
  // window.
  const bar = useRef<HTMLElement>(null)
  const room = useRoom(bar, makeWay)
  const open = navigation.filter(
    ({ operation, shown }) =>
      (operation === undefined || allows(session.roles, operation)) && (shown === undefined || shown(session)),
  )
  const tabs = open.filter((entry) => entry.place === 'tab')
  const admin = open.filter((entry) => entry.place === 'administration')
  const signs = open.filter((entry) => entry.place === 'sign')

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const typing =
        target.isContentEditable || target.matches('input:not([type=checkbox]):not([type=radio]), textarea, select')
      const alone = !event.metaKey && !event.ctrlKey && !event.altKey && !typing && getPreferences().letterKeys
      const together = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key === 'k'
      if (together || (alone && event.key === '/')) {
        event.preventDefault()
        // Its field has the focus before the next key comes, so that no letter is lost.
        flushSync(() => setSearching(true))
      } else if (alone && event.key === '?') {
        event.preventDefault()
        setShortcuts(true)
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const signOut = async () => {
    setAccount(null)
    await endSession()
    queryClient.clear()
    forgetDrafts()
    forgetWalks()
    await navigate({ to: '/sign-in', search: { org: undefined } as never })
  }

  const isCurrent = (to: string) => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`))
  const initials = `${session.user.first_name.slice(0, 1)}${session.user.last_name.slice(0, 1)}`.toUpperCase()

  return (
    <header className={styles.bar} data-room={room}>
      <div className={styles.inner}>
        <IconButton
          className={styles.fold}
          aria-label={t('nav.menu')}
          aria-haspopup="menu"
          onClick={(event) => setFolded(event.currentTarget)}
        >
          <MenuIcon size={20} />
        </IconButton>
        <Link to="/" className={styles.mark} aria-label={t('nav.home_label')}>
          <Mark />
          <span className={styles.name}>{t('app.name')}</span>
        </Link>
        <OrganizationSwitcher />
        <nav ref={bar} className={styles.tabs} aria-label={t('nav.main')}>
          {tabs.map((tab) => (
            <Link key={tab.to} to={tab.to} className={styles.tab} aria-current={isCurrent(tab.to) ? 'page' : undefined}>
              {t(tab.label)}
            </Link>
          ))}
          {admin.length > 0 && (
            <button
              type="button"
              className={styles.tab}
              aria-haspopup="menu"
              aria-current={admin.some((tab) => isCurrent(tab.to)) ? 'page' : undefined}
              onClick={(event) => setAdministration(event.currentTarget)}
            >
              {t('nav.administration')}
              <ChevronDown size={14} aria-hidden />
            </button>
          )}
        </nav>
        <div className={styles.right}>
          <button
            type="button"
            className={styles.search}
            onClick={() => setSearching(true)}
            aria-keyshortcuts="/ Control+K"
            aria-label={t('search.label')}
          >
            <Search size={16} aria-hidden />
            <span className={styles.searchText}>{t('search.button')}</span>
            <kbd className={styles.key} aria-hidden>
              /
            </kbd>
          </button>
          {signs.map((sign) => (
            <Sign key={sign.to} sign={sign} />
          ))}
          <IconButton
            aria-label={t('nav.account_of', { initials })}
            aria-haspopup="menu"
            onClick={(event) => setAccount(event.currentTarget)}
            sx={{ p: 1 }}
            {...tip(() => t('nav.account'))}
          >
            <Avatar className={styles.avatar}>{initials || <UserRound size={14} />}</Avatar>
          </IconButton>
          {rested && notices.map((Part, index) => <Part key={index} />)}
        </div>
      </div>

      <Menu open={administration !== null} anchorEl={administration} onClose={() => setAdministration(null)}>
        {admin.map((tab) => (
          <MenuItem
            key={tab.to}
            component={Link}
            to={tab.to}
            onClick={() => setAdministration(null)}
            selected={isCurrent(tab.to)}
          >
            {t(tab.label)}
          </MenuItem>
        ))}
      </Menu>

      <Popover
        open={account !== null}
        anchorEl={account}
        onClose={() => setAccount(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        <div className={styles.account}>
          <strong className="break">
            {session.user.first_name} {session.user.last_name}
          </strong>
          <div className="muted small break">
            <Breakable text={session.user.email} />
          </div>
          <div className="muted small break">{session.organization.name}</div>
          <Divider sx={{ my: 3 }} />
          {notices.map((Part, index) => (
            <Part key={index} onClose={() => setAccount(null)} />
          ))}
          <Button
            fullWidth
            startIcon={<Keyboard size={16} />}
            sx={{ mb: 2 }}
            onClick={() => {
              setAccount(null)
              setShortcuts(true)
            }}
          >
            {t('shortcuts.title')}
          </Button>
          <Button fullWidth variant="outlined" startIcon={<LogOut size={16} />} onClick={() => void signOut()}>
            {t('nav.sign_out')}
          </Button>
        </div>
      </Popover>

      <Menu open={folded !== null} anchorEl={folded} onClose={() => setFolded(null)}>
        {[...signs.filter((sign) => sign.first), ...tabs, ...admin, ...signs.filter((sign) => !sign.first)].map(
          (tab) => (
            <MenuItem
              key={tab.to}
              component={Link}
              to={tab.to}
              selected={isCurrent(tab.to)}
              onClick={() => setFolded(null)}
            >
              {t(tab.label)}
            </MenuItem>
          ),
        )}
      </Menu>
      {searching && (
        <GlobalSearch
          pages={[...tabs, ...admin, ...signs]}
          onShortcuts={() => {
            setSearching(false)
            setShortcuts(true)
          }}
          onClose={() => setSearching(false)}
        />
      )}
      {shortcuts && <Shortcuts onClose={() => setShortcuts(false)} />}
    </header>
  )
}

const none = () => 0

/** A page that a sign leads to, with a number on it where there is one. */
function Sign({ sign: { to, label, counted, Icon, useCount = none } }: { sign: Navigation }) {
  const { t } = useTranslation()
  const count = useCount()
  return (
    <IconButton
      component={Link}
      to={to}
      aria-label={count > 0 && counted ? t(counted, { count }) : t(label)}
      className={styles.wideOnly}
      {...tip(() => t(label))}
    >
      <Badge badgeContent={count > 0 ? count : undefined} color="primary" overlap="circular">
        {Icon && <Icon size={18} />}
      </Badge>
    </IconButton>
  )
}
