import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api } from '../../api/client.ts'
import type { Organization } from '../../api/types.ts'
import { useAllowed, useOrganizationId, useSession } from '../../lib/session.tsx'
import { usePathId } from '../../lib/usePathId.ts'
import { Crumb } from '../../ui/Crumb.tsx'
import { PageLoading } from '../../ui/Loading.tsx'
import { ThingProblem } from '../../ui/NotThere.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { organization as organizationThing } from './feature.ts'
import { useOrganizationOf } from './OrganizationField.tsx'
import styles from './organizations.module.css'

/** Whether one may act in it: see what it holds. An administrator outside of the access group may not (ORG-5). */
export function useActsIn(organization: Organization): boolean {
  const session = useSession()
  return (
    session.organization.tier === 'operator' ||
    session.organization.id === organization.id ||
    session.child_organization_access
  )
}

/** One organization: its name, its menu, and the part of the page that was chosen there. */
export function OrganizationFrame({
  primary,
  actions,
  children,
}: {
  primary?: (organization: Organization) => ReactNode
  actions?: (organization: Organization) => ReactNode
  children: (organization: Organization, etag: string) => ReactNode
}) {
  const organization_id = usePathId('organizationId')
  const acting = useOrganizationId()
  const found = useQuery({
    queryKey: ['organizations', acting, 'page', organization_id],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/organizations/{organization_id}', {
          params: { path: { organization_id }, query: { organization_id: acting } },
          signal,
        }),
      ),
  })
  if (found.isPending) return <PageLoading />
  if (found.isError)
    return <ThingProblem thing={organizationThing} error={found.error} onRetry={() => void found.refetch()} />
  const organization = found.data.data
  return (
    <>
      <OrganizationHead organization={organization} primary={primary?.(organization)}>
        {actions?.(organization)}
      </OrganizationHead>
      <OrganizationMenu organization={organization} />
      {children(organization, found.data.etag ?? '')}
    </>
  )
}

function OrganizationHead({
  organization,
  primary,
  children,
}: {
  organization: Organization
  primary?: ReactNode
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const acting = useOrganizationId()
  // Who acts inside does not see what is above.
  const above = organization.tier === 'child' && acting !== organization.id
  const parent = useOrganizationOf(above ? (organization.parent_id ?? '') : '')
  return (
    <PageHead
      title={organization.name}
      above={
        <Crumb
          to="/organizations"
          here={organization.name}
          of={{
            list: '/api/v1/organizations',
            id: organization.id,
            page: '/organizations/$organizationId',
            param: 'organizationId',
          }}
        >
          {t('organizations.title')}
        </Crumb>
      }
      context={
        parent ? t('organizations.child_of', { name: parent.name }) : t(`organizations.tier.${organization.tier}`)
      }
      primary={primary}
    >
      {children}
    </PageHead>
  )
}

/** The menu "Organization" of the guides. */
function OrganizationMenu({ organization }: { organization: Organization }) {
  const { t } = useTranslation()
  const actsIn = useActsIn(organization)
  const seesUsers = useAllowed('listUsers')
  const params = { organizationId: organization.id }
  const here = { exact: true, includeSearch: false }
  const org = { org: organization.id }
  return (
    <nav className={styles.menu} aria-label={t('organizations.menu.label')}>
      <Link to="/organizations/$organizationId" params={params} activeOptions={here}>
        {t('organizations.menu.details')}
      </Link>
      <Link to="/organizations/$organizationId/entitlements" params={params} activeOptions={here}>
        {t('organizations.menu.entitlements')}
      </Link>
      {organization.tier !== 'child' && (
        <Link to="/organizations/$organizationId/children" params={params} activeOptions={here}>
          {organization.tier === 'operator' ? t('organizations.menu.parents') : t('organizations.menu.children')}
        </Link>
      )}
      {organization.tier === 'parent' && actsIn && seesUsers && (
        <Link to="/organizations/$organizationId/access-group" params={params} activeOptions={here}>
          {t('organizations.menu.access_group')}
        </Link>
      )}
      {actsIn && (
        <Link to="/sites" search={org}>
          {t('organizations.menu.sites')}
        </Link>
      )}
      {actsIn && seesUsers && (
        <Link to="/users" search={org}>
          {t('organizations.menu.users')}
        </Link>
      )}
    </nav>
  )
}
