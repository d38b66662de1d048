/** What of docs/ the portal shows: what speaks of its pages. */
export const documents = [
  'user-guide',
  'agents',
  'agent-updates',
  'alerts',
  'audit-actions',
  'cartridge-economics',
  'catalog',
  'contracts',
  'documents',
  'enrollment',
  'fleet-dashboard',
  'mails',
  'meter-reads',
  'mps-express',
  'orders',
  'organizations',
  'printer-actions',
  'replenishment',
  'service-requests',
  'shelf',
  'silent-printers',
  'views-and-reports',
  'webhooks',
  'what-if',
] as const
export type DocumentName = (typeof documents)[number]

/** The document that a link within the documentation leads to; undefined where the portal does not show it. */
export const documentOf = (href: string): { document: DocumentName; anchor: string | undefined } | undefined => {
  const [, file, anchor] = /^([\w-]+)\.md(?:#(.*))?$/.exec(href) ?? []
  const document = documents.find((name) => name === file)
  return document && { document, anchor: anchor || undefined }
}
