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

/** A sign-in on top of a page whose session ended: it goes on in a window of its own, which knows it by this. */
const windowAt = 'platen.provider_window'
const channelName = 'platen.session'

/** To be called by a click: browsers open no window later. Null where they do not open one at all. */
export function openProviderWindow(): Window | null {
  const opened = window.open('', '_blank', 'popup,width=560,height=720')
  opened?.sessionStorage.setItem(windowAt, 'open')
  return opened
}

/** In that window, once somebody is signed in: the page that opened it is told. False: this is no such window. */
export function leaveProviderWindow(): boolean {
  if (sessionStorage.getItem(windowAt) === null) return false
  sessionStorage.removeItem(windowAt)
  const channel = new BroadcastChannel(channelName)
  channel.postMessage('signed-in')
  channel.close()
  window.close()
  return true
}

/** Calls `look` whenever somebody may have signed in elsewhere in this browser. */
export function onSignedInElsewhere(look: () => void): () => void {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = look
  window.addEventListener('focus', look)
  return () => {
    channel.close()
    window.removeEventListener('focus', look)
  }
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
