import { queryOptions } from '@tanstack/react-query'
import { api, body } from '../../api/client.ts'
import { id } from '../../lib/listSchema.ts'

const rememberedAt = 'platen.provider'

/** The organization whose sign-in link was opened in this browser before. */
export function rememberedProvider(): string | undefined {
  try {
    return id(localStorage.getItem(rememberedAt))
  } catch {
    return undefined
  }
}

export function rememberProvider(organization_id: string): void {
  try {
    localStorage.setItem(rememberedAt, organization_id)
  } catch {
    // Without storage the link is needed each time.
  }
}

/** Where to go after the provider has answered; the tab keeps it meanwhile. */
const nextAt = 'platen.provider_next'
export const keepNext = (next: string | undefined): void => {
  if (next === undefined) sessionStorage.removeItem(nextAt)
  else sessionStorage.setItem(nextAt, next)
}
export const takeNext = (): string | null => {
  const next = sessionStorage.getItem(nextAt)
  sessionStorage.removeItem(nextAt)
  // Only paths of this portal: "//elsewhere" would leave it.
  return next !== null && /^\/(?!\/)/.test(next) ? next : null
}

/**
 * The provider in a window of its own, so that the page below, and what was typed there, stays as it is. Opened while
 * the button is being clicked, else browsers block it: null where they do all the same.
 */
const windowAt = 'platen.provider_window'
export function openProviderWindow(): Window | null {
  const opened = window.open('', '_blank', 'popup,width=520,height=720')
  try {
    opened?.sessionStorage.setItem(windowAt, 'yes')
  } catch {
    // Then it goes on to the portal in there; the page below is told all the same.
  }
  return opened
}
export const isProviderWindow = (): boolean => sessionStorage.getItem(windowAt) !== null

/** Tells the other tabs that somebody has signed in here; who it is, they ask the server. */
const channelName = 'platen.signed_in'
export function tellSignedIn(): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage('')
  channel.close()
}
export function onSignedIn(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = listener
  return () => channel.close()
}

export const offeredProvidersQuery = (for_organization_id: string | undefined) =>
  queryOptions({
    queryKey: ['sign-in-providers', for_organization_id ?? ''],
    queryFn: ({ signal }) =>
      body(api.GET('/api/v1/sign-in-providers', { params: { query: { for_organization_id } }, signal })),
    retry: false,
    staleTime: 60_000,
  })

export const beginProviderSignIn = (organization_id: string) =>
  body(api.POST('/api/v1/provider-sign-ins', { body: { organization_id } }))

export const completeProviderSignIn = (answer: { code: string; state: string; iss?: string }) =>
  body(api.POST('/api/v1/provider-sign-ins/completions', { body: answer }))
