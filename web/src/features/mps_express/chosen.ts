// Which printers are to be added to MPS Express: too many for an address, so the tab keeps them until they are added.

export interface Chosen {
  /** Whose they are; chosen for one organization, they are nothing in another one. */
  organization_id: string
  /** Null: every printer of the organization. */
  printer_ids: string[] | null
  /** Another choice has another one. */
  key: string
}

const storageKey = 'platen.mps_express.chosen'
let kept: Chosen | null = null

const isChosen = (value: unknown): value is Chosen => {
  if (value === null || typeof value !== 'object') return false
  const { organization_id, printer_ids, key } = value as Partial<Record<keyof Chosen, unknown>>
  return (
    typeof organization_id === 'string' &&
    typeof key === 'string' &&
    (printer_ids === null ||
      (Array.isArray(printer_ids) && printer_ids.length > 0 && printer_ids.every((id) => typeof id === 'string')))
  )
}

export function keepChosen(organization_id: string, printer_ids: string[] | null): void {
  kept = { organization_id, printer_ids, key: crypto.randomUUID() }
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(kept))
  } catch {
    // No room: it lives until the page is loaded anew.
  }
}

export function readChosen(organization_id: string): Chosen | null {
  if (kept === null) {
    try {
      const stored: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null')
      if (isChosen(stored)) kept = stored
    } catch {
      // What is no JSON was not written here.
    }
  }
  return kept?.organization_id === organization_id ? kept : null
}

export function forgetChosen(): void {
  kept = null
  sessionStorage.removeItem(storageKey)
}
