import { createRootRoute, createRoute, createRouter, retainSearchParams } from '@tanstack/react-router'
import { agentsSearch } from '../features/agents/agentsSearch.ts'
import { contactSearch, contactsSearch } from '../features/contacts/contactsSearch.ts'
import { printerSearch, printersSearch } from '../features/printers/printersSearch.ts'
import { replenishmentSearch } from '../features/replenishment/replenishmentSearch.ts'
import { ordersSearch } from '../features/supply_orders/ordersSearch.ts'
import { lazyPage } from '../ui/lazy.tsx'
import type { Raw } from '../lib/listState.ts'
import { listSearch, text } from '../lib/listState.ts'
import { PageLoading } from '../ui/Parts.tsx'
import { ErrorPage, NotFoundPage } from './ErrorPage.tsx'
import { holdBack } from './heldBack.ts'
import { Root } from './Root.tsx'
import { Shell } from './Shell.tsx'

const root = createRootRoute({
  component: Root,
  validateSearch: (raw: Raw): { org?: string } => (text(raw.org) ? { org: text(raw.org) } : {}),
  search: { middlewares: [retainSearchParams(['org'])] },
})

const open = {
  signIn: createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: (raw: Raw): { next?: string } => ({ next: text(raw.next) }),
    component: lazyPage(() => import('../features/identity/SignInPage.tsx'), 'SignInPage'),
  }),
  setup: createRoute({ getParentRoute: () => root, path: '/setup', component: lazyPage(() => import('../features/identity/SetupPage.tsx'), 'SetupPage') }),
  changePassword: createRoute({ getParentRoute: () => root, path: '/change-password', component: lazyPage(() => import('../features/identity/ChangePasswordPage.tsx'), 'ChangePasswordPage') }),
  forgot: createRoute({ getParentRoute: () => root, path: '/forgot-password', component: lazyPage(() => import('../features/identity/ForgotPasswordPage.tsx'), 'ForgotPasswordPage') }),
}

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })
const parent = { getParentRoute: () => shell }

const pages = [
  createRoute({ ...parent, path: '/', component: lazyPage(() => import('../features/home/HomePage.tsx'), 'HomePage') }),
  createRoute({ ...parent, path: '/printers', validateSearch: printersSearch, component: lazyPage(() => import('../features/printers/PrintersPage.tsx'), 'PrintersPage') }),
  createRoute({ ...parent, path: '/printers/$printerId', validateSearch: printerSearch, component: lazyPage(() => import('../features/printers/PrinterPage.tsx'), 'PrinterPage') }),
  createRoute({ ...parent, path: '/supply-orders', validateSearch: ordersSearch, component: lazyPage(() => import('../features/supply_orders/OrdersPage.tsx'), 'OrdersPage') }),
  createRoute({ ...parent, path: '/supply-orders/$orderId', component: lazyPage(() => import('../features/supply_orders/OrderPage.tsx'), 'OrderPage') }),
  createRoute({ ...parent, path: '/replenishment', validateSearch: replenishmentSearch, component: lazyPage(() => import('../features/replenishment/ReplenishmentPage.tsx'), 'ReplenishmentPage') }),
  createRoute({ ...parent, path: '/agents', validateSearch: agentsSearch, component: lazyPage(() => import('../features/agents/AgentsPage.tsx'), 'AgentsPage') }),
  createRoute({ ...parent, path: '/agents/$agentId', component: lazyPage(() => import('../features/agents/AgentPage.tsx'), 'AgentPage') }),
  createRoute({ ...parent, path: '/contacts', validateSearch: contactsSearch, component: lazyPage(() => import('../features/contacts/ContactsPage.tsx'), 'ContactsPage') }),
  createRoute({ ...parent, path: '/contacts/new', validateSearch: contactSearch, component: lazyPage(() => import('../features/contacts/NewContactPage.tsx'), 'NewContactPage') }),
  createRoute({ ...parent, path: '/contacts/$contactId', component: lazyPage(() => import('../features/contacts/ContactPage.tsx'), 'ContactPage') }),
  createRoute({ ...parent, path: '/tasks', validateSearch: listSearch, component: lazyPage(() => import('../features/tasks/TasksPage.tsx'), 'TasksPage') }),
  createRoute({ ...parent, path: '/tasks/$taskId', component: lazyPage(() => import('../features/tasks/TaskPage.tsx'), 'TaskPage') }),
  createRoute({ ...parent, path: '/organizations', validateSearch: listSearch, component: lazyPage(() => import('../features/organizations/OrganizationsPage.tsx'), 'OrganizationsPage') }),
  createRoute({ ...parent, path: '/sites', validateSearch: listSearch, component: lazyPage(() => import('../features/organizations/SitesPage.tsx'), 'SitesPage') }),
  createRoute({ ...parent, path: '/users', validateSearch: listSearch, component: lazyPage(() => import('../features/identity/UsersPage.tsx'), 'UsersPage') }),
  createRoute({ ...parent, path: '/settings', component: lazyPage(() => import('../features/settings/SettingsPage.tsx'), 'SettingsPage') }),
]

export const router = createRouter({
  routeTree: root.addChildren([open.signIn, open.setup, open.forgot, open.changePassword, shell.addChildren(pages)]),
  // Plain words in the address bar: ?state=error&search=3560, not JSON.
  parseSearch: (query) => Object.fromEntries(new URLSearchParams(query)),
  stringifySearch: (search) => {
    const query = new URLSearchParams()
    for (const [key, value] of Object.entries(search)) if (value !== undefined && value !== null && value !== '') query.set(key, String(value))
    const string = query.toString()
    return string === '' ? '' : `?${string}`
  },
  defaultPreload: 'intent',
  defaultPendingComponent: PageLoading,
  defaultPendingMs: 150,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
})

holdBack(router)

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
