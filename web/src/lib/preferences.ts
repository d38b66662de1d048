import { useSyncExternalStore } from 'react'

/** What one person set in this browser. Kept in localStorage; a broken or foreign value falls back to the default. */
export interface Preferences {
  language: string | null
  timeZone: string | null
  density: 'comfortable' | 'compact'
  /** Shortcuts of a single character; somebody who speaks to the computer types them by accident (WCAG 2.1.4). */
  letterKeys: boolean
  tables: Record<string, TablePreferences>
}

export interface TablePreferences {
  order?: string[]
  visibility?: Record<string, boolean>
  sizing?: Record<string, number>
}

const storageKey = 'platen.preferences'
const defaults: Preferences = {
  language: null,
  timeZone: null,
  density: 'comfortable',
  letterKeys: true,
  tables: {},
}

function read(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? '{}')
    return stored && typeof stored === 'object' ? { ...defaults, ...stored } : defaults
  } catch {
    return defaults
  }
}

let current = read()
const listeners = new Set<() => void>()

export function getPreferences(): Preferences {
  return current
}

export function setPreferences(patch: Partial<Preferences>): void {
  current = { ...current, ...patch }
  try {
    localStorage.setItem(storageKey, JSON.stringify(current))
  } catch {
    // A full or forbidden storage only means that the choice lasts for this page.
  }
  listeners.forEach((listener) => listener())
}

export function setTablePreferences(id: string, patch: TablePreferences | null): void {
  const tables = { ...current.tables }
  if (patch === null) delete tables[id]
  else tables[id] = { ...tables[id], ...patch }
  setPreferences({ tables })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, getPreferences)
}
