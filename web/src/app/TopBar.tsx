import { Avatar, Badge, Button, Divider, IconButton, Menu, MenuItem, Popover, Tooltip } from '@mui/material'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useRouterState } from '@tanstack/react-router'
import { ChevronDown, House, ListChecks, LogOut, Menu as MenuIcon, Search, Settings, UserRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { api } from '../api/client.ts'
import { forgetDrafts } from '../ui/form/drafts.ts'
import { GlobalSearch } from './GlobalSearch.tsx'
import { Mark } from './Mark.tsx'
import { OrganizationSwitcher } from './OrganizationSwitcher.tsx'
import { useAllowed, useSession } from '../lib/session.tsx'
import { useRunningTasks } from '../lib/tasks.ts'
import styles from './TopBar.module.css'
import { Breakable } from '../ui/Breakable.tsx'

interface Tab {
  to:
    | '/printers'
    | '/supply-orders'
    | '/agents'
    | '/contacts'
    | '/replenishment'
    | '/organizations'
    | '/sites'
    | '/users'
    | '/tasks'
    | '/settings'
    | '/'
  label: string
}

export function TopBar() {
  const { t } = useTranslation()
  const session = useSession()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const [searching, setSearching] = useState(false)
  const [account, setAccount] = useState<HTMLElement | null>(null)
  const [administration, setAdministration] = useState<HTMLElement | null>(null)
  const [folded, setFolded] = useState<HTMLElement | null>(null)
  const running = useRunningTasks().length
  const maySites = useAllowed('updateSite')
  const mayUsers = useAllowed('updateUser')
  const mayOrganizations = useAllowed('createOrganization') && session.organization.tier !== 'child'

  const tabs: Tab[] = [
    { to: '/printers', label: t('nav.printers') },
    { to: '/supply-orders', label: t('nav.supply_orders') },
    { to: '/replenishment', label: t('nav.replenishment') },
    { to: '/agents', label: t('nav.agents') },
    { to: '/contacts', label: t('nav.contacts') },
  ]
  const admin: Tab[] = []
  if (mayOrganizations) admin.push({ to: '/organizations', label: t('nav.organizations') })
  if (maySites) admin.push({ to: '/sites', label: t('nav.sites') })
  if (mayUsers) admin.push({ to: '/users', label: t('nav.users') })

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
      if (event.key === '/' && !typing && !event.metaKey && !event.ctrlKey && !event.altKey) {
        event.preventDefault()
        // Its field has the focus before the next key comes, so that no letter is lost.
        flushSync(() => setSearching(true))
      }
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  const signOut = async () => {
    setAccount(null)
    // Whatever the server answers, this browser forgets what it saw.
    await api.DELETE('/api/v1/session').catch(() => undefined)
    queryClient.clear()
    forgetDrafts()
    await navigate({ to: '/sign-in', search: { org: undefined } as never })
  }

  const isCurrent = (to: string) => (to === '/' ? path === '/' : path === to || path.startsWith(`${to}/`))
  const initials = `${session.user.first_name.slice(0, 1)}${session.user.last_name.slice(0, 1)}`.toUpperCase()

  return (
    <header className={styles.bar}>
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
        <nav className={styles.tabs} aria-label={t('nav.main')}>
          {tabs.map((tab) => (
            <Link key={tab.to} to={tab.to} className={styles.tab} aria-current={isCurrent(tab.to) ? 'page' : undefined}>
              {tab.label}
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
            aria-keyshortcuts="/"
            aria-label={t('search.label')}
          >
            <Search size={16} aria-hidden />
            <span className={styles.searchText}>{t('search.button')}</span>
            <kbd className={styles.key} aria-hidden>
              /
            </kbd>
          </button>
          <Tooltip title={t('nav.tasks')}>
            <IconButton
              component={Link}
              to="/tasks"
              aria-label={running > 0 ? t('nav.tasks_running', { count: running }) : t('nav.tasks')}
              className={styles.wideOnly}
            >
              <Badge badgeContent={running > 0 ? running : undefined} color="primary" overlap="circular">
                <ListChecks size={18} />
              </Badge>
            </IconButton>
          </Tooltip>
          <Tooltip title={t('nav.home')}>
            <IconButton component={Link} to="/" aria-label={t('nav.home')} className={styles.wideOnly}>
              <House size={18} />
            </IconButton>
          </Tooltip>
          <Tooltip title={t('nav.settings')}>
            <IconButton component={Link} to="/settings" aria-label={t('nav.settings')} className={styles.wideOnly}>
              <Settings size={18} />
            </IconButton>
          </Tooltip>
          <Tooltip title={t('nav.account')}>
            <IconButton
              aria-label={t('nav.account_of', { initials })}
              aria-haspopup="menu"
              onClick={(event) => setAccount(event.currentTarget)}
              sx={{ p: 1 }}
            >
              <Avatar className={styles.avatar}>{initials || <UserRound size={14} />}</Avatar>
            </IconButton>
          </Tooltip>
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
            {tab.label}
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
          <Button fullWidth variant="outlined" startIcon={<LogOut size={16} />} onClick={() => void signOut()}>
            {t('nav.sign_out')}
          </Button>
        </div>
      </Popover>

      <Menu open={folded !== null} anchorEl={folded} onClose={() => setFolded(null)}>
        {[
          { to: '/' as const, label: t('nav.home') },
          ...tabs,
          ...admin,
          { to: '/tasks' as const, label: t('nav.tasks') },
          { to: '/settings' as const, label: t('nav.settings') },
        ].map((tab) => (
          <MenuItem
            key={tab.to}
            component={Link}
            to={tab.to}
            selected={isCurrent(tab.to)}
            onClick={() => setFolded(null)}
          >
            {tab.label}
          </MenuItem>
        ))}
      </Menu>
      {searching && <GlobalSearch onClose={() => setSearching(false)} />}
    </header>
  )
}
