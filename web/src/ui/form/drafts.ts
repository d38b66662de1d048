/**
 * What was typed into a form and not saved, kept in this browser until it is saved or discarded: leaving the page, the
 * browser's Back, a reload, a closed tab or an expired session lose nothing. Each person has drafts of their own, and
 * each tab too, so that two tabs on the same form do not overwrite one another; a tab without one is offered the
 * newest of the others.
 */
import type { Values } from './values.ts'

export interface Draft<V extends Values = Values> {
  values: V
  /** What the form was filled from, and its version: an old draft is never saved over something newer unseen. */
  origin: V
  etag: string | undefined
  /** Secrets were typed; they are never kept. */
  secrets: boolean
  at: number
}

const prefix = 'platen.draft.'
const keptFor = 14 * 86_400_000
let owner = ''

function tab(): string {
  const kept = sessionStorage.getItem('platen.tab')
  if (kept !== null) return kept
  const made = Math.random().toString(36).slice(2, 10)
  sessionStorage.setItem('platen.tab', made)
  return made
}

const keysOf = (start: string): string[] => Object.keys(localStorage).filter((key) => key.startsWith(start))
const stem = (name: string): string => `${prefix}${owner}|${name}|`

function parse(key: string): Draft | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return stored !== null && typeof stored === 'object' && 'values' in stored && 'origin' in stored && 'at' in stored
      ? (stored as Draft)
      : undefined
  } catch {
    return undefined
  }
}

/** Whose drafts count from now on. What is too old to be remembered by who typed it goes. */
export function setDraftOwner(id: string): void {
  if (id === owner) return
  owner = id
  try {
    for (const key of keysOf(prefix)) if ((parse(key)?.at ?? 0) < Date.now() - keptFor) localStorage.removeItem(key)
  } catch {
    // Without storage there are no drafts either.
  }
}

/** Signed out: this browser keeps nothing of what was typed. */
export function forgetDrafts(): void {
  try {
    keysOf(`${prefix}${owner}|`).forEach((key) => localStorage.removeItem(key))
  } catch {
    // Without storage there are no drafts either.
  }
}

/** The draft of this tab, else the newest of another one; `key` is the key in the storage. */
export function readDraft<V extends Values>(name: string | undefined): { draft: Draft<V>; key: string } | undefined {
  if (!name) return undefined
  try {
    const own = stem(name) + tab()
    const found = keysOf(stem(name)).flatMap((key) => {
      const draft = parse(key)
      return draft ? [{ key, draft: draft as Draft<V> }] : []
    })
    return found.find(({ key }) => key === own) ?? found.sort((a, b) => b.draft.at - a.draft.at)[0]
  } catch {
    return undefined
  }
}

export function writeDraft<V extends Values>(name: string | undefined, draft: Omit<Draft<V>, 'at'>): void {
  if (!name) return
  try {
    localStorage.setItem(stem(name) + tab(), JSON.stringify({ ...draft, at: Date.now() }))
  } catch {
    // Without storage the form still works; only a reload loses what was typed.
  }
}

/** Saved or discarded: this tab's draft goes, and `other`, the one of another tab that was taken up. */
export function clearDraft(name: string | undefined, other?: string): void {
  if (!name) return
  try {
    localStorage.removeItem(stem(name) + tab())
    if (other !== undefined) localStorage.removeItem(other)
  } catch {
    // See above.
  }
}

const open = new Map<symbol, number>()

/** A form tells whether it holds something that is not saved, so that no one reloads the page below it. */
export function tellTyped(form: symbol, typed: boolean): void {
  if (typed) open.set(form, Date.now())
  else open.delete(form)
}

export const anythingTyped = (): boolean => open.size > 0

/** When something was last typed into a form that is open and not saved. */
export const lastTyped = (): number => Math.max(0, ...open.values())
