import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../api/client.ts'
import type { Session } from '../../api/types.ts'
import { useOrganizationId, useSeesSeveral, useSession } from '../../lib/session.tsx'
import { SearchInput } from '../../ui/form/Choosers.tsx'
import { useField } from '../../ui/form/Fields.tsx'
import styles from './organizations.module.css'

export type Acted = Session['organization']

/** Where one sees more than one organization every form asks or says which one it is for. */
export const useActsForSeveral = useSeesSeveral

/** One organization, with its name and tier; undefined while it is on its way. */
export function useOrganizationOf(id: string): Acted | undefined {
  const acting = useOrganizationId()
  const home = useSession().organization
  const found = useQuery({
    queryKey: ['organizations', acting, 'one', id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/organizations/{organization_id}', {
          params: { path: { organization_id: id }, query: { organization_id: acting } },
          signal,
        }),
      ),
    enabled: id !== '' && id !== home.id,
    staleTime: 60_000,
  })
  if (id === '') return undefined
  return id === home.id ? home : found.data
}

/** For which organization something new is made: the one acted in where there is only one, else none until one is chosen. */
export function useNewFor(): string {
  const acting = useOrganizationId()
  return useActsForSeveral() ? '' : acting
}

/** The organization that a form acts for: chosen where there are several, said where there is one. */
export function OrganizationInput({ name = 'organization_id', help }: { name?: string; help?: string }) {
  const { t } = useTranslation()
  const several = useActsForSeveral()
  const acting = useOrganizationId()
  const { value } = useField(name)
  const chosen = useOrganizationOf(typeof value === 'string' ? value : '')
  if (!several) return <OrganizationLine id={acting} />
  return (
    <SearchInput
      name={name}
      label={t('organizations.field.organization')}
      required
      help={help}
      of={['organizations', acting]}
      chosenLabel={chosen?.name}
      load={async (search, signal) =>
        (
          await body(
            api.GET('/api/v1/organizations', {
              params: { query: { organization_id: acting, search, limit: 50 } },
              signal,
            }),
          )
        ).items.map((item) => ({ value: item.id, label: item.name }))
      }
    />
  )
}

/** Whose it is: a line over what is edited or made for an organization that is given. */
export function OrganizationLine({ id, label }: { id: string; label?: string }) {
  const { t } = useTranslation()
  const organization = useOrganizationOf(id)
  return (
    <p className={styles.whose} data-organization={id}>
      <span className="muted">{label ?? t('organizations.field.organization')}</span>{' '}
      <strong className="break">{organization?.name ?? '…'}</strong>
    </p>
  )
}
