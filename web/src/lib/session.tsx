import { queryOptions, useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { createContext, useContext } from 'react'
import { api, body } from '../api/client.ts'
import type { Session } from '../api/types.ts'
import { id } from './listSchema.ts'
import type { Operation } from './roles.ts'
import { allows } from './roles.ts'

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => body(api.GET('/api/v1/session', { signal })),
  staleTime: 5 * 60_000,
  retry: false,
})

const SessionContext = createContext<Session | null>(null)
export const SessionProvider = SessionContext.Provider

/** Who is signed in; only inside the shell. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession outside the signed-in shell')
  return session
}

/** On whose behalf one acts: chosen in the top bar and kept in the URL; one's own organization otherwise. */
export function useOrganizationId(): string {
  const session = useSession()
  const { org } = useSearch({ strict: false })
  return id(org) ?? session.organization.id
}

/** The organization acted in, asked for as one who acts in it: 404 where one may not. */
export function useActing() {
  const home = useSession().organization
  const organization_id = useOrganizationId()
  const acted = useQuery({
    queryKey: ['organizations', organization_id, 'one', organization_id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/organizations/{organization_id}', {
          params: { path: { organization_id }, query: { organization_id } },
          signal,
        }),
      ),
    enabled: organization_id !== home.id,
    staleTime: 60_000,
  })
  const organization: Session['organization'] | undefined = organization_id === home.id ? home : acted.data
  return {
    organization,
    isError: organization === undefined && acted.isError,
    error: acted.error,
    refetch: acted.refetch,
  }
}

/** The organization acted in, with its name; undefined while it is on its way. */
export function useOrganization(): Session['organization'] | undefined {
  return useActing().organization
}

/** Whether one sees more than one organization from here. */
export function useSeesSeveral(): boolean {
  const session = useSession()
  const acting = useOrganization()
  return (
    (acting?.tier ?? 'child') !== 'child' &&
    (session.organization.tier === 'operator' || session.child_organization_access)
  )
}

export function useAllowed(operation: Operation): boolean {
  return allows(useSession().roles, operation)
}

// How the portal looks here, and by which provider one signs in, is of this browser and not of who signed out.
const ofTheBrowser = (key: string): boolean =>
  key === 'platen.preferences' || key === 'platen.provider' || key.startsWith('mui-')

/** Ends the session. The answer has the browser forget what the portal kept (Clear-Site-Data), but for what is the browser's own. */
export async function endSession(): Promise<void> {
  const kept = Object.entries(localStorage).filter(([key]) => ofTheBrowser(key)) as Array<[string, string]>
  // Whatever the server answers, this browser forgets what it saw.
  await api.DELETE('/api/v1/session').catch(() => undefined)
  for (const [key, value] of kept) localStorage.setItem(key, value)
}
