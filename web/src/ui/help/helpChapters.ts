// Where the documentation speaks of a page: the chapter for each address. Of several the longest that fits counts.

export interface Chapter {
  /** The page, and what is below it. */
  page: string
  /** docs/<document>.md, and a heading of it. */
  document: string
  anchor?: string
}

export const chapters: readonly Chapter[] = [
  { page: '/', document: 'user-guide', anchor: 'navigation' },
  { page: '/settings', document: 'user-guide', anchor: 'navigation' },
  { page: '/printers', document: 'user-guide', anchor: 'printers' },
  { page: '/printer-notes', document: 'user-guide', anchor: 'printers' },
  { page: '/disconnected', document: 'silent-printers' },
  { page: '/enrollment', document: 'enrollment' },
  { page: '/meter-reads', document: 'user-guide', anchor: 'meter-reads' },
  { page: '/meter-reads/import', document: 'meter-reads' },
  { page: '/printers/meters', document: 'meter-reads' },
  { page: '/supply-orders', document: 'user-guide', anchor: 'supply-orders' },
  { page: '/supply-orders/queue', document: 'orders' },
  { page: '/supply-orders/import', document: 'orders' },
  { page: '/supply-orders/rules', document: 'orders' },
  { page: '/replenishment', document: 'user-guide', anchor: 'supplies-status' },
  { page: '/service-requests', document: 'user-guide', anchor: 'service-requests' },
  { page: '/service-requests/queue', document: 'service-requests' },
  { page: '/service-requests/desk', document: 'service-requests' },
  { page: '/documents', document: 'user-guide', anchor: 'documents-and-links' },
  { page: '/external-links', document: 'user-guide', anchor: 'documents-and-links' },
  { page: '/reports', document: 'user-guide', anchor: 'views-files-and-reports' },
  { page: '/alert-rules', document: 'user-guide', anchor: 'alerts' },
  { page: '/alert-log', document: 'user-guide', anchor: 'alerts' },
  { page: '/agents', document: 'agents' },
  { page: '/agent-versions', document: 'agent-updates' },
  { page: '/agent-packages', document: 'agent-updates' },
  { page: '/audit-log', document: 'audit-actions' },
  { page: '/cartridges', document: 'cartridge-economics' },
  { page: '/catalog', document: 'catalog' },
  { page: '/contracts', document: 'contracts' },
  { page: '/fleet-dashboard', document: 'fleet-dashboard' },
  { page: '/mails', document: 'mails' },
  { page: '/mps-express', document: 'mps-express' },
  { page: '/organizations', document: 'organizations' },
  { page: '/sites', document: 'organizations' },
  { page: '/users', document: 'organizations' },
  { page: '/statements', document: 'meter-reads' },
  { page: '/shelf-book', document: 'shelf' },
  { page: '/spares', document: 'shelf' },
  { page: '/count-shelf', document: 'shelf' },
  { page: '/webhooks', document: 'webhooks' },
  { page: '/what-if', document: 'what-if' },
]

/** The chapter for an address; undefined where the documentation has none. */
export const chapterOf = (path: string): Chapter | undefined =>
  chapters
    .filter(({ page }) => path === page || (page !== '/' && path.startsWith(`${page}/`)))
    .sort((one, other) => other.page.length - one.page.length)[0]
