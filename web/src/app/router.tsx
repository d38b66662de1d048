import type { SearchSchemaInput } from '@tanstack/react-router'
import { createRootRoute, createRoute, createRouter, retainSearchParams } from '@tanstack/react-router'
import { agentsList } from '../features/agents/agentsSearch.ts'
import { contactSearch, contactsList } from '../features/contacts/contactsSearch.ts'
import { usersList } from '../features/users/usersSearch.ts'
import { organizationsList, sitesList } from '../features/organizations/organizationsSearch.ts'
import { printerSearch, printersList } from '../features/printers/printersSearch.ts'
import { replenishmentList } from '../features/replenishment/replenishmentSearch.ts'
import { ordersList } from '../features/orders/ordersSearch.ts'
import { tasksList } from '../features/tasks/tasksSearch.ts'
import type { Raw } from '../lib/listSchema.ts'
import { id, text } from '../lib/listSchema.ts'
import type { Operation } from '../lib/roles.ts'
import { lazyPage } from '../ui/lazy.tsx'
import { PageLoading } from '../ui/Loading.tsx'
import { ErrorPage, NotFoundPage } from './ErrorPage.tsx'
import { holdBack } from './heldBack.ts'
import { Root } from './Root.tsx'
import { Shell } from './Shell.tsx'

/** What a page reads of its URL is what a link to it can say: another key does not compile. */
const reads =
  <S extends object>(read: (raw: Raw) => S) =>
  (raw: S & SearchSchemaInput): S =>
    read(raw)

const root = createRootRoute({
  component: Root,
  validateSearch: reads((raw): { org?: string } => (id(raw.org) ? { org: id(raw.org) } : {})),
  search: { middlewares: [retainSearchParams(['org'])] },
})

const open = {
  signIn: createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: (raw: Raw): { next?: string } => ({ next: text(raw.next) }),
    component: lazyPage(() => import('../features/identity/SignInPage.tsx'), 'SignInPage'),
  }),
  setup: createRoute({
    getParentRoute: () => root,
    path: '/setup',
    component: lazyPage(() => import('../features/identity/SetupPage.tsx'), 'SetupPage'),
  }),
  changePassword: createRoute({
    getParentRoute: () => root,
    path: '/change-password',
    component: lazyPage(() => import('../features/identity/ChangePasswordPage.tsx'), 'ChangePasswordPage'),
  }),
  forgot: createRoute({
    getParentRoute: () => root,
    path: '/forgot-password',
    component: lazyPage(() => import('../features/identity/ForgotPasswordPage.tsx'), 'ForgotPasswordPage'),
  }),
}

const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell })
const parent = { getParentRoute: () => shell }

const pages = [
  createRoute({ ...parent, path: '/', component: lazyPage(() => import('../features/home/HomePage.tsx'), 'HomePage') }),
  createRoute({
    ...parent,
    path: '/printers',
    validateSearch: reads(printersList.read),
    component: lazyPage(() => import('../features/printers/PrintersPage.tsx'), 'PrintersPage'),
  }),
  createRoute({
    ...parent,
    path: '/printers/$printerId',
    validateSearch: reads(printerSearch),
    component: lazyPage(() => import('../features/printers/PrinterPage.tsx'), 'PrinterPage'),
  }),
  createRoute({
    ...parent,
    path: '/supply-orders',
    validateSearch: reads(ordersList.read),
    component: lazyPage(() => import('../features/orders/OrdersPage.tsx'), 'OrdersPage'),
  }),
  createRoute({
    ...parent,
    path: '/supply-orders/$orderId',
    component: lazyPage(() => import('../features/orders/OrderPage.tsx'), 'OrderPage'),
  }),
  createRoute({
    ...parent,
    path: '/replenishment',
    validateSearch: reads(replenishmentList.read),
    component: lazyPage(() => import('../features/replenishment/ReplenishmentPage.tsx'), 'ReplenishmentPage'),
  }),
  createRoute({
    ...parent,
    path: '/agents',
    validateSearch: reads(agentsList.read),
    component: lazyPage(() => import('../features/agents/AgentsPage.tsx'), 'AgentsPage'),
  }),
  createRoute({
    ...parent,
    path: '/agents/$agentId',
    component: lazyPage(() => import('../features/agents/AgentPage.tsx'), 'AgentPage'),
  }),
  createRoute({
    ...parent,
    path: '/contacts',
    validateSearch: reads(contactsList.read),
    component: lazyPage(() => import('../features/contacts/ContactsPage.tsx'), 'ContactsPage'),
  }),
  createRoute({
    ...parent,
    path: '/contacts/new',
    staticData: { operation: 'createContact', up: '/contacts' },
    validateSearch: reads(contactSearch),
    component: lazyPage(() => import('../features/contacts/NewContactPage.tsx'), 'NewContactPage'),
  }),
  createRoute({
    ...parent,
    path: '/contacts/$contactId',
    component: lazyPage(() => import('../features/contacts/ContactPage.tsx'), 'ContactPage'),
  }),
  createRoute({
    ...parent,
    path: '/tasks',
    validateSearch: reads(tasksList.read),
    component: lazyPage(() => import('../features/tasks/TasksPage.tsx'), 'TasksPage'),
  }),
  createRoute({
    ...parent,
    path: '/tasks/$taskId',
    component: lazyPage(() => import('../features/tasks/TaskPage.tsx'), 'TaskPage'),
  }),
  createRoute({
    ...parent,
    path: '/organizations',
    validateSearch: reads(organizationsList.read),
    component: lazyPage(() => import('../features/organizations/OrganizationsPage.tsx'), 'OrganizationsPage'),
  }),
  createRoute({
    ...parent,
    path: '/sites',
    validateSearch: reads(sitesList.read),
    component: lazyPage(() => import('../features/organizations/SitesPage.tsx'), 'SitesPage'),
  }),
  createRoute({
    ...parent,
    path: '/users',
    staticData: { operation: 'listUsers', up: '/' },
    validateSearch: reads(usersList.read),
    component: lazyPage(() => import('../features/users/UsersPage.tsx'), 'UsersPage'),
  }),
  createRoute({
    ...parent,
    path: '/settings',
    component: lazyPage(() => import('../features/settings/SettingsPage.tsx'), 'SettingsPage'),
  }),
  // Whatever else is asked for.
  createRoute({ ...parent, path: '/$', component: NotFoundPage }),
]

export const router = createRouter({
  routeTree: root.addChildren([open.signIn, open.setup, open.forgot, open.changePassword, shell.addChildren(pages)]),
  // Plain words in the address bar: ?state=error&search=3560, not JSON.
  parseSearch: (query) => Object.fromEntries(new URLSearchParams(query)),
  stringifySearch: (search) => {
    const query = new URLSearchParams()
    for (const [key, value] of Object.entries(search))
      if (value !== undefined && value !== null && value !== '') query.set(key, String(value))
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
  interface StaticDataRouteOption {
    /** What the page is for; who may not call it is told so instead (ORG-6). */
    operation?: Operation
    /** The page to go back to from there. */
    up?: '/' | '/contacts'
  }
  interface Register {
    router: typeof router
  }
}
